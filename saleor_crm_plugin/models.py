"""Gathers the tables of all areas for Django, which looks for them here."""

from .audit.models import SettingsChange  # noqa: F401
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
from .loyalty.models import (  # noqa: F401
    AdjustmentDecision,
    AdjustmentRequest,
    AdjustmentWords,
    ExpiryWarning,
    FirstOrder,
    OrderSettlement,
    Program,
    ProgramChannel,
    ProgramCurrency,
    ProgramRule,
    TermsAcceptance,
)
from .observation.models import (  # noqa: F401
    ToldCheckout,
    ToldCustomer,
    ToldOrder,
    Walk,
)
from .outbox.models import (  # noqa: F401
    Delivery,
    FactRow,
    LaneGroup,
    Mark,
    SkippedDelivery,
)
from .tiers.models import (  # noqa: F401
    BookExclusion,
    Tier,
    TierDecision,
    TierLadder,
    TierStanding,
    TierThreshold,
)
from .timeline.models import (  # noqa: F401
    Note,
    NoteText,
    TimelineEntry,
    TimelineMonth,
    TimelineRetention,
)
