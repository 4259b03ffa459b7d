"""Gathers the tables of all areas for Django, which looks for them here."""

from .identity.models import (  # noqa: F401
    Identifier,
    IdentifierValue,
    PersonName,
    PrivacySettings,
    Profile,
)
from .ledger.models import (  # noqa: F401
    Account,
    Book,
    Lot,
    Posting,
    Remark,
    Transaction,
)
from .outbox.models import (  # noqa: F401
    Delivery,
    FactRow,
    LaneGroup,
    Mark,
    SkippedDelivery,
)
