"""Points and tiers, by program."""

from decimal import Decimal
from typing import Annotated

from pydantic import StringConstraints

from ...loyalty.events import (
    PointsAccrued,
    PointsAdjusted,
    PointsClawedBack,
    PointsExpired,
    PointsReinstated,
    PointsReleased,
    PointsTransferred,
)
from ...tiers.events import TierChanged
from ..field import Field, Moment, Reads, Relation, Scope, fields
from ..policies.values import ValueKind

GROUP = "Points and tiers"


class OfProgram(Scope):
    """Which program, by its code."""

    program: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


@fields.register
class Points(Field):
    """The points that can be spent now."""

    code = "points.available"
    label = "Points to spend"
    group = GROUP
    kind = ValueKind.NUMBER
    unit = "points"
    default = Decimal(0)
    hears = (
        PointsAccrued,
        PointsReleased,
        PointsClawedBack,
        PointsReinstated,
        PointsExpired,
        PointsAdjusted,
        PointsTransferred,
    )

    class Of(OfProgram):
        """Which program."""

    def reads(self, moment: Moment) -> Reads:
        relation = Relation(
            sql=(
                "(SELECT account.profile_id, account.available"
                " FROM crm_ledger_account AS account"
                " JOIN crm_program AS program ON program.book_id = account.book_id"
                " WHERE program.code = %(program)s AND account.profile_id IS NOT NULL)"
            ),
            parameters={"program": self.of.program},
        )
        return Reads(relation=relation, value="{row}.available")


@fields.register
class HeldTier(Field):
    """The tier that the person holds, by its code: the better of the earned and the invited one."""

    code = "tier.held"
    label = "Tier"
    group = GROUP
    kind = ValueKind.TEXT
    chosen_from = "tier"
    hears = (TierChanged,)

    class Of(OfProgram):
        """Which program."""

    def reads(self, moment: Moment) -> Reads:
        return Reads(relation=_standing(self.of.program), value="{row}.code::text")


@fields.register
class TierSince(Field):
    """Since when the person holds the tier that they have earned."""

    code = "tier.since"
    label = "In their tier since"
    group = GROUP
    kind = ValueKind.MOMENT
    hears = (TierChanged,)

    class Of(OfProgram):
        """Which program."""

    def reads(self, moment: Moment) -> Reads:
        return Reads(relation=_standing(self.of.program), value="{row}.since")


def _standing(program: str) -> Relation:
    return Relation(
        sql=(
            "(SELECT standing.profile_id, standing.since,"
            " CASE WHEN coalesce(invited.rank, -1) > coalesce(earned.rank, -1)"
            " THEN invited.code ELSE earned.code END AS code"
            " FROM crm_tier_standing AS standing"
            " JOIN crm_tier_ladder AS ladder ON ladder.id = standing.ladder_id"
            " JOIN crm_program AS program ON program.book_id = ladder.book_id"
            " LEFT JOIN crm_tier AS earned ON earned.id = standing.tier_id"
            " LEFT JOIN crm_tier AS invited ON invited.id = standing.invited_tier_id"
            " WHERE program.code = %(program)s)"
        ),
        parameters={"program": program},
    )
