"""The map of cause and effect: when this fact arrives, these handlers run.

Handlers take a list of the facts that they are subscribed to, at least once each, and one profile's
in order.
"""

from collections.abc import Mapping, Sequence

from .attribution.actions.decide import (
    attribute_late,
    attribute_orders,
    attribute_people,
)
from .behavior import events as behavior
from .behavior.actions.forget import forget_unallowed
from .campaigns import events as campaigns
from .consent import events as consent
from .consent.actions.note_choices import note_choices
from .core.facts import Fact
from .identity import events as identity
from .identity.actions.accounts import close_accounts
from .imports import events as imports
from .insight import events as insight
from .insight.actions.assess import look_again
from .insight.actions.roll_up import roll_up
from .journeys.actions.hear import hear
from .loyalty import events as loyalty
from .loyalty.actions.profile_fields import settle_fields
from .loyalty.actions.settle import settle_orders
from .loyalty.actions.settle_first_orders import settle_first_orders
from .loyalty.actions.sign_up import settle_customers
from .messaging import events as messages
from .messaging.actions.ask_to_confirm import ask_to_confirm
from .messaging.actions.call_back import call_back
from .observation import events as shop
from .outbox.handlers import Handler
from .segments import events as segments
from .segments.actions.mark_due import mark_due
from .tiers import events as tiers
from .tiers.actions.reassess import reassess
from .timeline import events as timeline
from .timeline.actions.record import record

SUBSCRIPTIONS: Mapping[type[Fact], Sequence[Handler]] = {
    # Orders: what an order earned is settled towards a target, whatever happened to it.
    # An order that gift cards cover is never paid otherwise. Messages are credited with money only.
    shop.OrderPlaced: [
        record,
        settle_orders,
        reassess,
        note_choices,
        roll_up,
        hear,
        mark_due,
    ],
    shop.OrderPaid: [
        record,
        settle_orders,
        reassess,
        roll_up,
        hear,
        mark_due,
        attribute_orders,
    ],
    shop.OrderPaymentReduced: [
        record,
        settle_orders,
        reassess,
        roll_up,
        mark_due,
        attribute_orders,
    ],
    shop.OrderFulfilled: [record, settle_orders, hear, mark_due],
    shop.OrderFulfillmentCanceled: [record, settle_orders],
    shop.OrderReturned: [record, settle_orders, reassess, roll_up, hear, mark_due],
    shop.OrderReturnReversed: [record, settle_orders, reassess, roll_up, mark_due],
    shop.OrderRefunded: [
        record,
        settle_orders,
        reassess,
        roll_up,
        hear,
        mark_due,
        attribute_orders,
    ],
    shop.OrderRefundReversed: [
        record,
        settle_orders,
        reassess,
        roll_up,
        mark_due,
        attribute_orders,
    ],
    shop.OrderChargedBack: [
        record,
        settle_orders,
        reassess,
        roll_up,
        mark_due,
        attribute_orders,
    ],
    shop.OrderChargebackReversed: [
        record,
        settle_orders,
        reassess,
        roll_up,
        mark_due,
        attribute_orders,
    ],
    shop.OrderCanceled: [
        record,
        settle_orders,
        reassess,
        roll_up,
        hear,
        mark_due,
        attribute_orders,
    ],
    shop.OrderReopened: [
        record,
        settle_orders,
        reassess,
        roll_up,
        mark_due,
        attribute_orders,
    ],
    shop.OrderReassigned: [
        record,
        settle_orders,
        reassess,
        roll_up,
        mark_due,
        attribute_orders,
    ],
    shop.OrderAmended: [record, settle_orders, reassess, roll_up, mark_due],
    shop.OrderGone: [
        record,
        settle_orders,
        reassess,
        roll_up,
        mark_due,
        attribute_orders,
    ],
    # People
    identity.ProfilesMerged: [
        record,
        reassess,
        roll_up,
        look_again,
        mark_due,
        attribute_people,
    ],
    identity.ProfilesParted: [
        record,
        reassess,
        roll_up,
        look_again,
        mark_due,
        attribute_people,
    ],
    identity.IdentifierAdded: [record, mark_due],
    identity.IdentifierEnded: [record, mark_due],
    identity.TagsChanged: [mark_due],
    identity.AttributesChanged: [mark_due],
    identity.DetailsChanged: [mark_due],
    identity.FieldTold: [settle_fields],
    # Customers
    shop.CustomerRegistered: [
        record,
        settle_customers,
        reassess,
        note_choices,
        hear,
        mark_due,
    ],
    shop.CustomerEmailVerified: [record, settle_customers, mark_due],
    shop.CustomerEmailChanged: [record, mark_due],
    shop.CustomerDeactivated: [record, mark_due],
    shop.CustomerReactivated: [record, mark_due],
    shop.CustomerDeleted: [record, close_accounts, mark_due],
    # Carts
    shop.CheckoutStarted: [record, hear, mark_due],
    shop.CheckoutChanged: [record, hear, mark_due],
    shop.CheckoutCompleted: [record, hear, mark_due],
    shop.CheckoutGone: [record, hear, mark_due],
    shop.PaymentFailed: [record, hear, mark_due],
    # Points and tiers
    # An order told late may be the first: the points go over to it.
    loyalty.FirstOrderFound: [record, settle_first_orders],
    loyalty.PointsAccrued: [record, reassess, mark_due],
    loyalty.PointsReleased: [record, reassess, mark_due],
    loyalty.PointsClawedBack: [record, reassess, mark_due],
    loyalty.PointsReinstated: [record, reassess, mark_due],
    loyalty.PointsExpired: [record, mark_due],
    loyalty.PointsExpiringSoon: [record, hear],
    loyalty.PointsAdjusted: [record, mark_due],
    loyalty.PointsTransferred: [record, reassess, mark_due],
    tiers.TierChanged: [record, hear, mark_due],
    # What people allow
    consent.ConsentGranted: [record, look_again, hear, mark_due],
    consent.ConsentRequested: [record, ask_to_confirm, mark_due],
    consent.ConsentWithdrawn: [
        record,
        look_again,
        hear,
        call_back,
        forget_unallowed,
        mark_due,
    ],
    consent.AddressSuppressed: [record, call_back, mark_due],
    consent.SuppressionLifted: [record, mark_due],
    # What people look at or wait for, and where they come
    behavior.GoodsViewed: [record, hear],
    behavior.GoodsWanted: [record, hear],
    behavior.StoreVisited: [record, mark_due],
    behavior.ReviewWritten: [record, look_again],
    behavior.FriendReferred: [record, look_again],
    # Messages
    messages.MessageSent: [record, mark_due],
    messages.MessageRefused: [record],
    messages.MessageFailed: [record],
    messages.MessageLost: [record],
    messages.MessageDelivered: [record],
    messages.MessageOpened: [record, look_again, hear, mark_due],
    messages.MessageClicked: [record, look_again, hear, mark_due, attribute_late],
    messages.MessageBounced: [record, mark_due],
    messages.MessageComplained: [record, look_again, mark_due],
    messages.MessageAnswered: [record, look_again, hear, mark_due],
    messages.ChannelPreferred: [mark_due],
    # What is inferred of people
    insight.LifecycleChanged: [record, mark_due],
    insight.RelationshipChanged: [record, mark_due],
    # Who comes into a segment, and who leaves it
    segments.SegmentEntered: [record, hear],
    segments.SegmentLeft: [record, hear],
    # Members
    loyalty.MemberJoined: [record, mark_due],
    loyalty.MemberLeft: [record, mark_due],
    # Campaigns: about nobody, told for whoever counts them
    campaigns.CampaignStarted: [],
    campaigns.CampaignEnded: [],
    # Staff
    timeline.NoteAdded: [record, look_again],
    timeline.FollowUpAdded: [record],
    timeline.FollowUpDone: [record],
    # Files that were brought in: they start nothing
    timeline.PastPurchaseTold: [record, roll_up, mark_due],
    timeline.PastPurchaseWithdrawn: [record, roll_up, mark_due],
    imports.CustomerImported: [record, mark_due],
    imports.CustomerImportUndone: [record, mark_due],
}
