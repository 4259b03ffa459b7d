"""The map of cause and effect: when this fact arrives, these handlers run.

Handlers take a list of the facts that they are subscribed to, at least once each, and one profile's
in order.
"""

from collections.abc import Mapping, Sequence

from .behavior import events as behavior
from .behavior.actions.forget import forget_unallowed
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
from .loyalty.actions.settle import settle_orders
from .loyalty.actions.settle_first_orders import settle_first_orders
from .loyalty.actions.sign_up import settle_customers
from .messaging import events as messages
from .messaging.actions.ask_to_confirm import ask_to_confirm
from .messaging.actions.call_back import call_back
from .observation import events as shop
from .outbox.handlers import Handler
from .segments import events as segments
from .segments.actions.look_again import look_again
from .tiers import events as tiers
from .tiers.actions.reassess import reassess
from .timeline import events as timeline
from .timeline.actions.record import record

SUBSCRIPTIONS: Mapping[type[Fact], Sequence[Handler]] = {
    # Orders: what an order earned is settled towards a target, whatever happened to it.
    # An order that gift cards cover is never paid otherwise.
    shop.OrderPlaced: [record, settle_orders, reassess, note_choices, roll_up, hear, look_again],
    shop.OrderPaid: [record, settle_orders, reassess, roll_up, hear, look_again],
    shop.OrderPaymentReduced: [record, settle_orders, reassess, roll_up, look_again],
    shop.OrderFulfilled: [record, settle_orders, hear, look_again],
    shop.OrderFulfillmentCanceled: [record, settle_orders],
    shop.OrderReturned: [record, settle_orders, reassess, roll_up, hear, look_again],
    shop.OrderReturnReversed: [record, settle_orders, reassess, roll_up, look_again],
    shop.OrderRefunded: [record, settle_orders, reassess, roll_up, hear, look_again],
    shop.OrderRefundReversed: [record, settle_orders, reassess, roll_up, look_again],
    shop.OrderChargedBack: [record, settle_orders, reassess, roll_up, look_again],
    shop.OrderChargebackReversed: [record, settle_orders, reassess, roll_up, look_again],
    shop.OrderCanceled: [record, settle_orders, reassess, roll_up, hear, look_again],
    shop.OrderReopened: [record, settle_orders, reassess, roll_up, look_again],
    shop.OrderReassigned: [record, settle_orders, reassess, roll_up, look_again],
    shop.OrderAmended: [record, settle_orders, reassess, roll_up, look_again],
    shop.OrderGone: [record, settle_orders, reassess, roll_up, look_again],
    # People
    identity.ProfilesMerged: [record, reassess, roll_up, look_again],
    identity.ProfilesParted: [record, reassess, roll_up, look_again],
    identity.IdentifierAdded: [record, look_again],
    identity.IdentifierEnded: [record, look_again],
    # Customers
    shop.CustomerRegistered: [record, settle_customers, reassess, note_choices, hear, look_again],
    shop.CustomerEmailVerified: [record, settle_customers, look_again],
    shop.CustomerEmailChanged: [record, look_again],
    shop.CustomerDeactivated: [record, look_again],
    shop.CustomerReactivated: [record, look_again],
    shop.CustomerDeleted: [record, close_accounts, look_again],
    # Carts
    shop.CheckoutStarted: [record, hear, look_again],
    shop.CheckoutChanged: [record, hear, look_again],
    shop.CheckoutCompleted: [record, hear, look_again],
    shop.CheckoutGone: [record, hear, look_again],
    shop.PaymentFailed: [record, hear, look_again],
    # Points and tiers
    # An order told late may be the first: the points go over to it.
    loyalty.FirstOrderFound: [record, settle_first_orders],
    loyalty.PointsAccrued: [record, reassess, look_again],
    loyalty.PointsReleased: [record, reassess, look_again],
    loyalty.PointsClawedBack: [record, reassess, look_again],
    loyalty.PointsReinstated: [record, reassess, look_again],
    loyalty.PointsExpired: [record, look_again],
    loyalty.PointsExpiringSoon: [record, hear],
    loyalty.PointsAdjusted: [record, look_again],
    loyalty.PointsTransferred: [record, reassess, look_again],
    tiers.TierChanged: [record, hear, look_again],
    # What people allow
    consent.ConsentGranted: [record, look_again, hear],
    consent.ConsentRequested: [record, ask_to_confirm, look_again],
    consent.ConsentWithdrawn: [record, look_again, hear, call_back, forget_unallowed],
    consent.AddressSuppressed: [record, call_back, look_again],
    consent.SuppressionLifted: [record, look_again],
    # What people look at or wait for, and where they come
    behavior.GoodsViewed: [record, hear],
    behavior.GoodsWanted: [record, hear],
    behavior.StoreVisited: [record, look_again],
    # Messages
    messages.MessageSent: [record, look_again],
    messages.MessageRefused: [record],
    messages.MessageFailed: [record],
    messages.MessageLost: [record],
    messages.MessageDelivered: [record],
    messages.MessageOpened: [record, look_again, hear],
    messages.MessageClicked: [record, look_again, hear],
    messages.MessageBounced: [record, look_again],
    messages.MessageComplained: [record, look_again],
    messages.MessageAnswered: [record, look_again, hear],
    # What is inferred of people
    insight.LifecycleChanged: [record, look_again],
    insight.RelationshipChanged: [record, look_again],
    # Who comes into a segment, and who leaves it
    segments.SegmentEntered: [record, hear],
    segments.SegmentLeft: [record, hear],
    # Members
    loyalty.MemberJoined: [record, look_again],
    loyalty.MemberLeft: [record, look_again],
    # Staff
    timeline.NoteAdded: [record, look_again],
    timeline.FollowUpAdded: [record],
    timeline.FollowUpDone: [record],
    # Files that were brought in: they start nothing
    timeline.PastPurchaseTold: [record, look_again],
    timeline.PastPurchaseWithdrawn: [record, look_again],
    imports.CustomerImported: [record, look_again],
    imports.CustomerImportUndone: [record, look_again],
}
