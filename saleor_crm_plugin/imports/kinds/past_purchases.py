"""What people have bought in another system: history, which earns nothing and starts nothing."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

from pydantic import Field

from ...identity.entering import lock_living
from ...saleor_adapter.catalog import goods_by_sku
from ...timeline.past_purchases import (
    PastLine,
    PastPurchase,
    known_purchases,
    tell_past_purchases,
    withdraw_past_purchases,
)
from ..cell_reader import CellReader
from ..error_codes import Problem
from ..import_kind import (
    Fault,
    ImportField,
    ImportKind,
    ReadRow,
    Verdict,
    Work,
    kinds,
    refused,
    taken_back,
)
from ..models import ImportRow, Outcome
from ..naming import (
    PERSON_FIELDS,
    Named,
    PersonOptions,
    in_order,
    only_known,
    only_living,
    person_key,
    read_person,
)
from ..policies import values
from ..zones import ZoneName

LONGEST_ORDER_NUMBER = 100
MOST_ITEMS = 100_000


class PurchaseOptions(PersonOptions):
    """From where the purchases come, and what holds for rows that do not say it."""

    system: str = Field(
        "import",
        pattern=r"[a-z][a-z0-9_]{0,31}",
        description="A code for the other system: its order numbers are unique in it.",
    )
    currency: str = Field(
        "", pattern=r"[A-Z]{3}|", description="The currency of all rows."
    )
    decimal_comma: bool = Field(
        False, description="Whether amounts are written as 1.234,50."
    )
    time_zone: ZoneName = Field("UTC", description="The zone of times without one.")


@dataclass(frozen=True, slots=True)
class Purchase:
    """One row: who bought, when, for how much."""

    named: Named
    number: str
    placed_at: datetime.datetime
    currency: str
    amount: Decimal
    items: int
    goods: tuple[tuple[str, int], ...]


@kinds.register
class PastPurchases(ImportKind):
    code = "past_purchases"
    label = "Past purchases"
    Options = PurchaseOptions
    fields = (
        *PERSON_FIELDS,
        ImportField(
            code="number",
            label="Order number",
            is_required=True,
            headers=(
                "order",
                "order id",
                "order no",
                "numero ordine",
                "ordine",
                "订单号",
                "订单编号",
            ),
        ),
        ImportField(
            code="placed_at",
            label="Date",
            is_required=True,
            headers=(
                "order date",
                "placed at",
                "data ordine",
                "data",
                "日期",
                "下单时间",
                "订单日期",
            ),
        ),
        ImportField(
            code="amount",
            label="Amount",
            is_required=True,
            headers=("total", "paid", "importo", "totale", "金额", "总额", "实付金额"),
        ),
        ImportField(
            code="currency", label="Currency", headers=("valuta", "币种", "货币")
        ),
        ImportField(
            code="items",
            label="Items",
            headers=("quantity", "pieces", "quantità", "articoli", "数量", "件数"),
        ),
        ImportField(
            code="skus",
            label="SKUs",
            headers=(
                "sku",
                "products",
                "prodotti",
                "codici articolo",
                "商品编码",
                "货号",
            ),
        ),
    )

    def read(self, row: ImportRow, work: Work) -> ReadRow[Purchase]:
        options = work.options
        cells = CellReader(row, work)
        named = read_person(cells, options)
        number = cells.needed("number", _number)
        placed_at = cells.needed(
            "placed_at",
            partial(values.moment, order=options.date_order, zone=options.time_zone),
        )
        amount = cells.needed(
            "amount", partial(values.money, decimal_comma=options.decimal_comma)
        )
        if placed_at is not None and placed_at > work.now:
            cells.faults.append(Fault(Problem.IN_FUTURE, work.columns["placed_at"][1]))
        currency = cells.value("currency", values.currency) or options.currency
        if not currency:
            cells.faults.append(Fault(Problem.NO_CURRENCY))
        items, goods = _bought(cells, work)
        meaning = None
        if not cells.faults and number and placed_at and amount is not None:
            meaning = Purchase(named, number, placed_at, currency, amount, items, goods)
        return ReadRow(
            number=row.number,
            meaning=meaning,
            faults=tuple(cells.faults),
            person_key=person_key(named),
        )

    def judge(self, rows: Sequence[ReadRow[Any]], work: Work) -> list[Verdict]:
        there, refusals = only_known(rows, [row.said.named for row in rows], work)
        return in_order(rows, [*_judged(there, work), *refusals])

    def carry_out(self, rows: Sequence[ReadRow[Any]], work: Work) -> list[Verdict]:
        there, refusals = only_living(rows, [row.said.named for row in rows], work)
        verdicts = _judged(there, work)
        meanings = {
            row.number: _told(row, profile_id, work) for row, profile_id in there
        }
        goods = goods_by_sku({sku for row, _ in there for sku, _ in row.said.goods})
        lines = {row.number: _lines(row.said, goods) for row, _ in there}
        new = [
            replace(meanings[one.number], lines=lines[one.number])
            for one in verdicts
            if one.outcome == Outcome.CREATED
        ]
        ids = tell_past_purchases(new)
        done = [_kept_id(one, meanings[one.number].number, ids) for one in verdicts]
        return in_order(rows, [*done, *refusals])

    def take_back(self, rows: Sequence[ImportRow], work: Work) -> list[Verdict]:
        lock_living({row.profile_id for row in rows if row.profile_id})
        ids = {row.number: (row.before or {}).get("purchase", 0) for row in rows}
        gone = withdraw_past_purchases(
            [one for one in ids.values() if one], now=work.now
        )
        return [
            taken_back(row, None if ids[row.number] in gone else Problem.FORGOTTEN)
            for row in rows
        ]


def _number(text: str) -> str:
    return values.words(text, LONGEST_ORDER_NUMBER)


def _items(text: str) -> int:
    found = values.points(text)
    if found > MOST_ITEMS:
        raise values.BadValue(Problem.OUT_OF_RANGE)
    return found


def _bought(cells: CellReader, work: Work) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Return how many pieces, and of which SKUs as far as that is said."""
    goods = cells.value("skus", values.goods) or ()
    counted = sum(quantity for _, quantity in goods)
    items = cells.value("items", _items) or counted or 1
    if counted > items:
        cells.faults.append(Fault(Problem.OUT_OF_RANGE, work.columns["skus"][1]))
    return items, goods


def _lines(
    purchase: Purchase, known: Mapping[str, tuple[int, int | None]]
) -> tuple[PastLine, ...]:
    """Return the goods that the shop sells too; two SKUs may be of one product."""
    found: Counter[tuple[int, int | None]] = Counter()
    for sku, quantity in purchase.goods:
        if sku in known:
            found[known[sku]] += quantity
    return tuple(PastLine(*place, quantity) for place, quantity in found.items())


def _judged(there: Sequence[tuple[ReadRow[Any], int]], work: Work) -> list[Verdict]:
    told = [(row, _told(row, profile_id, work)) for row, profile_id in there]
    system = work.options.system
    known = known_purchases(system, [one.number for _, one in told])
    seen: dict[str, int] = {}
    return [_verdict(row, one, known.get(one.number), seen, work) for row, one in told]


def _verdict(
    row: ReadRow[Any],
    told: PastPurchase,
    known: PastPurchase | None,
    seen: dict[str, int],
    work: Work,
) -> Verdict:
    header = work.columns["number"][1]
    earlier = seen.setdefault(told.number, row.number)
    if earlier != row.number:
        fault = Fault(Problem.TWICE_IN_FILE, header, earlier)
        return refused(row, fault, profile_id=told.profile_id)
    if known is not None and known != told:
        return refused(
            row, Fault(Problem.OTHER_BEFORE, header), profile_id=told.profile_id
        )
    return Verdict(
        number=row.number,
        outcome=Outcome.UNCHANGED if known else Outcome.CREATED,
        profile_id=told.profile_id,
        person_key=row.person_key,
    )


def _told(row: ReadRow[Purchase], profile_id: int, work: Work) -> PastPurchase:
    purchase = row.said
    return PastPurchase(
        profile_id=profile_id,
        source=work.options.system,
        number=purchase.number,
        placed_at=purchase.placed_at,
        currency=purchase.currency,
        amount=purchase.amount,
        items=purchase.items,
    )


def _kept_id(one: Verdict, number: str, ids: dict[str, int]) -> Verdict:
    if one.outcome != Outcome.CREATED:
        return one
    if number not in ids:
        # Another process told it between looking and writing.
        return replace(one, outcome=Outcome.UNCHANGED)
    return replace(one, before={"purchase": ids[number]})
