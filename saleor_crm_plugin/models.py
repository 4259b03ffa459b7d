"""Gathers the tables of all areas for Django, which looks for them here."""

from .identity.models import (  # noqa: F401
    Identifier,
    IdentifierValue,
    PersonName,
    PrivacySettings,
    Profile,
)
from .outbox.models import (  # noqa: F401
    Delivery,
    FactRow,
    LaneGroup,
    Mark,
    SkippedDelivery,
)
