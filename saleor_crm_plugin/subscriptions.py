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
from .tiers import events as tiers
from .tiers.actions.reassess import reassess
from .timeline import events as timeline
from .timeline.actions.record import record

SUBSCRIPTIONS: Mapping[type[Fact], Sequence[Handler]] = {
    # Orders: what an order earned is settled towards a target, whatever happened to it.
    # An order that gift cards cover is never paid otherwise.
    shop.OrderPlaced: [record, settle_orders, reassess, note_choices, roll_up, hear],
    shop.OrderPaid: [record, settle_orders, reassess, roll_up, hear],
    shop.OrderPaymentReduced: [record, settle_orders, reassess, roll_up],
    shop.OrderFulfilled: [record, settle_orders, hear],
    shop.OrderFulfillmentCanceled: [record, settle_orders],
    shop.OrderReturned: [record, settle_orders, reassess, roll_up, hear],
    shop.OrderReturnReversed: [record, settle_orders, reassess, roll_up],
    shop.OrderRefunded: [record, settle_orders, reassess, roll_up, hear],
    shop.OrderRefundReversed: [record, settle_orders, reassess, roll_up],
    shop.OrderChargedBack: [record, settle_orders, reassess, roll_up],
    shop.OrderChargebackReversed: [record, settle_orders, reassess, roll_up],
    shop.OrderCanceled: [record, settle_orders, reassess, roll_up, hear],
    shop.OrderReopened: [record, settle_orders, reassess, roll_up],
    shop.OrderReassigned: [record, settle_orders, reassess, roll_up],
    shop.OrderAmended: [record, settle_orders, reassess, roll_up],
    shop.OrderGone: [record, settle_orders, reassess, roll_up],
    # People
    identity.ProfilesMerged: [record, reassess, roll_up, look_again],
    identity.ProfilesParted: [record, reassess, roll_up, look_again],
    identity.IdentifierAdded: [record],
    identity.IdentifierEnded: [record],
    # Customers
    shop.CustomerRegistered: [record, settle_customers, reassess, note_choices, hear],
    shop.CustomerEmailVerified: [record, settle_customers],
    shop.CustomerEmailChanged: [record],
    shop.CustomerDeactivated: [record],
    shop.CustomerReactivated: [record],
    shop.CustomerDeleted: [record, close_accounts],
    # Carts
    shop.CheckoutStarted: [record, hear],
    shop.CheckoutChanged: [record, hear],
    shop.CheckoutCompleted: [record, hear],
    shop.CheckoutGone: [record, hear],
    shop.PaymentFailed: [record, hear],
    # Points and tiers
    # An order told late may be the first: the points go over to it.
    loyalty.FirstOrderFound: [record, settle_first_orders],
    loyalty.PointsAccrued: [record, reassess],
    loyalty.PointsReleased: [record, reassess],
    loyalty.PointsClawedBack: [record, reassess],
    loyalty.PointsReinstated: [record, reassess],
    loyalty.PointsExpired: [record],
    loyalty.PointsExpiringSoon: [record, hear],
    loyalty.PointsAdjusted: [record],
    loyalty.PointsTransferred: [record, reassess],
    tiers.TierChanged: [record, hear],
    # What people allow
    consent.ConsentGranted: [record, look_again, hear],
    consent.ConsentRequested: [record, ask_to_confirm],
    consent.ConsentWithdrawn: [record, look_again, hear, call_back, forget_unallowed],
    consent.AddressSuppressed: [record, call_back],
    consent.SuppressionLifted: [record],
    # What people look at or wait for, and where they come
    behavior.GoodsViewed: [record, hear],
    behavior.GoodsWanted: [record, hear],
    behavior.StoreVisited: [record],
    # Messages
    messages.MessageSent: [record],
    messages.MessageRefused: [record],
    messages.MessageFailed: [record],
    messages.MessageLost: [record],
    messages.MessageDelivered: [record],
    messages.MessageOpened: [record, look_again, hear],
    messages.MessageClicked: [record, look_again, hear],
    messages.MessageBounced: [record],
    messages.MessageComplained: [record, look_again],
    messages.MessageAnswered: [record, look_again, hear],
    # What is inferred of people
    insight.LifecycleChanged: [record],
    insight.RelationshipChanged: [record],
    # Members
    loyalty.MemberJoined: [record],
    loyalty.MemberLeft: [record],
    # Staff
    timeline.NoteAdded: [record, look_again],
    timeline.FollowUpAdded: [record],
    timeline.FollowUpDone: [record],
    # Files that were brought in: they start nothing
    timeline.PastPurchaseTold: [record],
    timeline.PastPurchaseWithdrawn: [record],
    imports.CustomerImported: [record],
    imports.CustomerImportUndone: [record],
}
