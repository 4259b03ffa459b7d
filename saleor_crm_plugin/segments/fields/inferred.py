"""What insight infers: lifecycle, relationship, scores among the shop's customers, predictions."""

from ...insight.events import LifecycleChanged, RelationshipChanged
from ...insight.inference_models import Lifecycle, RelationshipType
from ..field import Field, Moment, Reads, Relation, Scope, fields
from ..policies.values import ValueKind
from ..rounds import SCORED
from .told_orders import Currency

GROUP = "Insight"
INSIGHT = Relation(sql="crm_customer_insight")
SCORE = Relation(sql="crm_customer_score")
# Where the shop asks first, scores and predictions of who agrees no more go with the stage.
_WITHDRAWN = (LifecycleChanged,)


@fields.register
class LifecycleStage(Field):
    """Where the person stands on the way with the shop."""

    code = "insight.lifecycle"
    label = "Lifecycle"
    group = GROUP
    kind = ValueKind.CHOICE
    choices = {one.value: str(one.label) for one in Lifecycle}
    hears = (LifecycleChanged,)

    def reads(self, moment: Moment) -> Reads:
        return Reads(relation=INSIGHT, value="{row}.lifecycle", is_blank_unknown=True)


@fields.register
class LifecycleSince(Field):
    """Since when the person is in that stage."""

    code = "insight.lifecycle_since"
    label = "In their lifecycle stage since"
    group = GROUP
    kind = ValueKind.MOMENT
    hears = (LifecycleChanged,)

    def reads(self, moment: Moment) -> Reads:
        return Reads(relation=INSIGHT, value="{row}.lifecycle_since")


@fields.register
class Relationship(Field):
    """What kind of relation the person wants: what they said, else what the signals say."""

    code = "insight.relationship"
    label = "Relationship"
    group = GROUP
    kind = ValueKind.CHOICE
    choices = {one.value: str(one.label) for one in RelationshipType}
    hears = (RelationshipChanged,)

    def reads(self, moment: Moment) -> Reads:
        return Reads(relation=INSIGHT, value="{row}.relationship_type::text")


class OfScore(Field):
    """Base of what is scored for everybody at once, each night."""

    group = GROUP
    kind = ValueKind.NUMBER
    rounds = (SCORED,)
    hears = _WITHDRAWN
    value: str

    def reads(self, moment: Moment) -> Reads:
        return Reads(relation=SCORE, value=self.value)


@fields.register
class Recency(OfScore):
    """How lately the person ordered among the shop's customers: 5 is the latest fifth."""

    code = "rfm.recency"
    label = "RFM recency"
    value = "{row}.rfm_recency"


@fields.register
class Frequency(OfScore):
    """How often the person ordered among the shop's customers: 5 is most often."""

    code = "rfm.frequency"
    label = "RFM frequency"
    value = "{row}.rfm_frequency"


@fields.register
class Monetary(OfScore):
    """How much the person spent among the shop's customers: 5 is most."""

    code = "rfm.monetary"
    label = "RFM monetary"
    value = "{row}.rfm_monetary"


@fields.register
class ChanceAlive(OfScore):
    """The probability in percent that there is another order to come."""

    code = "predicted.alive_percent"
    label = "Probability of another order"
    unit = "%"
    value = "round(({row}.p_alive * 100)::numeric, 2)"


@fields.register
class ExpectedOrders(OfScore):
    """How many orders are to be expected within the prediction's horizon."""

    code = "predicted.orders"
    label = "Expected orders"
    value = "round({row}.expected_purchases::numeric, 4)"


@fields.register
class ExpectedValue(Field):
    """What is to be expected of the person within the prediction's horizon, in one currency."""

    code = "predicted.value"
    label = "Expected value"
    group = GROUP
    kind = ValueKind.NUMBER
    rounds = (SCORED,)
    hears = _WITHDRAWN

    class Of(Scope):
        """In which currency."""

        currency: Currency

    def reads(self, moment: Moment) -> Reads:
        relation = Relation(
            sql=(
                "(SELECT profile_id, expected_value FROM crm_customer_score"
                " WHERE expected_currency = %(currency)s)"
            ),
            parameters={"currency": self.of.currency},
        )
        return Reads(relation=relation, value="{row}.expected_value")


@fields.register
class NextOrder(Field):
    """The day on which the next order is to be expected."""

    code = "predicted.next_order_on"
    label = "Next order expected"
    group = GROUP
    kind = ValueKind.MOMENT
    rounds = (SCORED,)
    hears = _WITHDRAWN

    def reads(self, moment: Moment) -> Reads:
        value = "({row}.next_order_on::timestamp AT TIME ZONE 'UTC')"
        return Reads(relation=SCORE, value=value)
