"""Gathers the tables of all areas for Django, which looks for them here."""

from .attribution.models import Attribution, AttributionRule  # noqa: F401
from .audit.models import SettingsChange  # noqa: F401
from .behavior.models import (  # noqa: F401
    BehaviorDay,
    BehaviorEvent,
    BehaviorSettings,
    CategoryInterest,
    InboundText,
    PersonKeyword,
    ProductInterest,
    Visitor,
    WaitingHistory,
)
from .behavior.proof_models import BehaviorDifference, BehaviorProof  # noqa: F401
from .campaigns.models import (  # noqa: F401
    Campaign,
    CampaignDryRun,
    CampaignRecipient,
    CampaignRun,
    CampaignSettings,
    CampaignStep,
)
from .codes.models import IssuedCode  # noqa: F401
from .consent.models import (  # noqa: F401
    ChannelPolicy,
    ConsentEvent,
    ConsentEvidence,
    ConsentState,
    ConsentWording,
    MessageList,
    Suppression,
)
from .experiments.models import Experiment, HoldoutAssignment  # noqa: F401
from .identity.detail_models import PersonDetails  # noqa: F401
from .identity.label_models import (  # noqa: F401
    AttributeDefinition,
    ProfileAttribute,
    ProfileTag,
)
from .identity.merge_models import (  # noqa: F401
    DuplicateSuggestion,
    DuplicateWalk,
    MatchKey,
    MergedRow,
    ProfileMerge,
)
from .identity.models import (  # noqa: F401
    Identifier,
    IdentifierValue,
    PersonName,
    PrivacySettings,
    Profile,
)
from .identity.proof_models import EmailCode  # noqa: F401
from .identity.wish_models import StatedRelationship  # noqa: F401
from .imports.export_models import ExportJob, ExportPiece  # noqa: F401
from .imports.models import Import, ImportPiece, ImportRow  # noqa: F401
from .insight.inference_models import CustomerInsight  # noqa: F401
from .insight.models import (  # noqa: F401
    CustomerDay,
    CustomerMoney,
    CustomerProduct,
    CustomerRollup,
)
from .insight.score_models import (  # noqa: F401
    CustomerScore,
    FittedModel,
    RfmThreshold,
    RollupDifference,
    RollupProof,
    ScoringRun,
)
from .journeys.goods_models import WatchedGoods  # noqa: F401
from .journeys.models import (  # noqa: F401
    Enrollment,
    Journey,
    JourneyMove,
    JourneyScan,
    JourneyVersion,
    Rehearsal,
    StepLog,
)
from .journeys.webhook_models import WebhookCall, WebhookEndpoint  # noqa: F401
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
from .messaging.answer_models import Answer, Interest  # noqa: F401
from .messaging.models import (  # noqa: F401
    CapLock,
    CapSlot,
    GateDecision,
    Message,
    MessageAddress,
    MessageAttempt,
    OnsiteMessage,
    ProviderReport,
    SourceHold,
)
from .messaging.price_models import MessagePrice  # noqa: F401
from .messaging.settings_models import (  # noqa: F401
    ChannelAccount,
    FrequencyCap,
    PreferredChannel,
    SendingSettings,
    Storefront,
)
from .messaging.touch_models import Touch  # noqa: F401
from .observation.models import (  # noqa: F401
    ToldCheckout,
    ToldCustomer,
    ToldOrder,
    ToldPaymentFailure,
    Walk,
)
from .outbox.models import (  # noqa: F401
    Delivery,
    FactRow,
    LaneGroup,
    LaneSuccessor,
    Mark,
    SkippedDelivery,
)
from .privacy.models import ExportPart, PersonExport  # noqa: F401
from .segments.models import (  # noqa: F401
    ProfilePlace,
    Segment,
    SegmentDue,
    SegmentMember,
)
from .templates.models import (  # noqa: F401
    Link,
    Template,
    TemplateContent,
    TemplateVersion,
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
    PastPurchase,
    TimelineEntry,
    TimelineMonth,
    TimelineRetention,
)
