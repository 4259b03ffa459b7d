"""What the comparison of both sides of a holdout says; pure."""

from collections.abc import Mapping

from ..experiments.policies import Group, TooFew, lift
from .figures import Comparison, MoneyLift, Side, Spent

NOBODY = Side()
NOTHING = Spent()


def comparison(
    sides: Mapping[bool | None, Side], spent: Mapping[str, Mapping[bool, Spent]]
) -> Comparison:
    """Compare the treated (False) with the held out (True), each currency by itself.

    Whoever is on neither side (None) is only counted. A rate needs enough conversions, money enough buyers in its currency.
    """
    treated, held_out = sides.get(False, NOBODY), sides.get(True, NOBODY)
    found = lift(
        Group(treated.people, treated.converted),
        Group(held_out.people, held_out.converted),
    )
    return Comparison(
        treated=treated,
        held_out=held_out,
        left_out=sides.get(None, NOBODY).people,
        conversion=None if isinstance(found, TooFew) else found.conversion,
        refusal=found if isinstance(found, TooFew) else None,
        revenue=[
            _money_lift(currency, sides, of_sides)
            for currency, of_sides in sorted(spent.items())
        ],
    )


def _money_lift(
    currency: str, sides: Mapping[bool | None, Side], spent: Mapping[bool, Spent]
) -> MoneyLift:
    found = lift(*(_group(sides, spent, is_held_out=side) for side in (False, True)))
    if isinstance(found, TooFew):
        return MoneyLift(currency, None, None, found)
    return MoneyLift(currency, found.revenue_per_person, found.revenue, None)


def _group(
    sides: Mapping[bool | None, Side],
    spent: Mapping[bool, Spent],
    *,
    is_held_out: bool,
) -> Group:
    money = spent.get(is_held_out, NOTHING)
    return Group(
        people=sides.get(is_held_out, NOBODY).people,
        converted=money.buyers,
        revenue=float(money.revenue),
        revenue_squares=float(money.revenue_squares),
    )
