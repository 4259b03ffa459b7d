"""What people who agreed to it looked at, looked for, and where they came.

No fact tells of each look: devices that were heard of lead to their people. Who agrees no longer
loses what was kept.
"""

from decimal import Decimal
from zoneinfo import ZoneInfo

from ...behavior.events import StoreVisited
from ...behavior.kinds import EventKind, KeywordSource
from ...consent.events import ConsentWithdrawn
from ...messaging.events import MessageAnswered
from ..field import Field, Moment, Reads, Scope, fields
from ..gathering import held, sums_of_days
from ..policies.values import ValueKind
from ..rounds import BEHAVED

GROUP = "Looks and visits"
UTC = ZoneInfo("UTC")


@fields.register
class Looks(Field):
    """How often the person did something of one kind: looks, searches, wishes, visits."""

    code = "behavior.events"
    label = "Looks and acts"
    group = GROUP
    kind = ValueKind.NUMBER
    default = Decimal(0)
    takes_window = True
    hears = (StoreVisited, ConsentWithdrawn)
    rounds = (BEHAVED,)

    class Of(Scope):
        """Of which kind."""

        kind: EventKind

    def reads(self, moment: Moment) -> Reads:
        return sums_of_days(
            "sum(events)",
            "crm_behavior_day WHERE kind = %(kind)s",
            # Days of behavior are those of UTC.
            moment=Moment(now=moment.now, zone=UTC),
            within_days=self.within_days,
            kind=self.of.kind.value,
        )


class Interest(Field):
    """Base of the goods that somebody has looked at or wished for."""

    group = GROUP
    kind = ValueKind.IDS
    default = frozenset()
    hears = (ConsentWithdrawn,)
    rounds = (BEHAVED,)
    what: str
    rows: str

    def reads(self, moment: Moment) -> Reads:
        return held(self.what, self.rows)


@fields.register
class ViewedProducts(Interest):
    """The products that the person looked at."""

    code = "behavior.products_viewed"
    label = "Products looked at"
    chosen_from = "product"
    what = "product_id"
    rows = "crm_product_interest WHERE views > 0"


@fields.register
class WishedProducts(Interest):
    """The products that the person put on a wish list."""

    code = "behavior.products_wished"
    label = "Products wished for"
    chosen_from = "product"
    what = "product_id"
    rows = "crm_product_interest WHERE wishes > 0"


@fields.register
class ViewedCategories(Interest):
    """The categories that the person looked at, or of whose products."""

    code = "behavior.categories_viewed"
    label = "Categories looked at"
    chosen_from = "category"
    what = "category_id"
    rows = "crm_category_interest WHERE views > 0"


@fields.register
class Keywords(Field):
    """The words of the person's searches and messages, as they wrote them."""

    code = "behavior.keywords"
    label = "Keywords"
    group = GROUP
    kind = ValueKind.LIST
    default = frozenset()
    ignores_case = True
    hears = (ConsentWithdrawn, MessageAnswered)
    rounds = (BEHAVED,)

    class Of(Scope):
        """Where the words stood; everywhere without one."""

        source: KeywordSource | None = None

    def reads(self, moment: Moment) -> Reads:
        rows = "crm_person_keyword WHERE true"
        parameters: dict[str, str] = {}
        if self.of.source is not None:
            rows += " AND source = %(source)s"
            parameters["source"] = self.of.source.value
        # Words are kept in lower case.
        return held("word::text", rows, **parameters)


@fields.register
class StoresVisited(Field):
    """The stores that the person has come to, by their codes."""

    code = "visits.stores"
    label = "Stores visited"
    group = GROUP
    kind = ValueKind.LIST
    default = frozenset()
    chosen_from = "place"
    hears = (StoreVisited, ConsentWithdrawn)

    def reads(self, moment: Moment) -> Reads:
        return held(
            "name::text",
            "crm_behavior_event WHERE kind = %(kind)s AND profile_id IS NOT NULL",
            kind=EventKind.VISIT.value,
        )
