"""Programs with their rules as plain values: what settling works on."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from ..core.points import Rounding
from ..core.shop import OrderState
from ..ledger.kinds import ShortfallPolicy
from .earning_rule import OF_ORDERS, EarningRule, Occasion, earning_rules
from .models import Program, ProgramRule
from .terms import (
    EarningTerms,
    ExpiryRounding,
    ExpiryStart,
    ExpiryTerms,
    ExpiryUnit,
    RuleTerms,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """From `starts_at` until before `ends_at`; None never ends."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime | None

    def __contains__(self, moment: datetime.datetime) -> bool:
        return self.starts_at <= moment and (
            self.ends_at is None or moment < self.ends_at
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleInForce:
    """A rule of a program with its period."""

    rule: EarningRule
    period: Period


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgramTerms:
    """One program as it stands; `base` are its terms without rules and currency.

    It lives for one batch, whose orders mostly share their terms: those are built once.
    """

    id: int
    book_id: int
    code: str
    is_active: bool
    period: Period
    channels: frozenset[str]
    excludes_staff: bool
    shortfall: ShortfallPolicy
    courtesy_days: int
    expiry_warning_days: int
    base: EarningTerms
    rules: tuple[RuleInForce, ...]
    _built: dict[tuple, EarningTerms | None] = field(
        default_factory=dict, compare=False, repr=False
    )

    def covers(self, order: OrderState) -> bool:
        """Whether the order was placed on one of the program's channels, in its time."""
        return (
            self.is_active
            and order.channel in self.channels
            and order.placed_at in self.period
        )

    def terms_for(
        self, order: OrderState, *, multiplier: Decimal = Decimal(1), tier: str = ""
    ) -> EarningTerms | None:
        """Return the terms for an order of this moment; None if no rule earns in its currency."""
        in_force = tuple(
            place
            for place, found in enumerate(self.rules)
            if found.rule.occasion in OF_ORDERS and order.placed_at in found.period
        )
        key = (in_force, order.currency, multiplier, tier)
        if key not in self._built:
            self._built[key] = self._build(*key)
        return self._built[key]

    def _build(
        self, in_force: tuple[int, ...], currency: str, multiplier: Decimal, tier: str
    ) -> EarningTerms | None:
        kept = tuple(
            RuleTerms(code=self.rules[place].rule.code, settings=settings)
            for place in in_force
            if (settings := self.rules[place].rule.narrowed(currency)) is not None
        )
        if not kept:
            return None
        return self.base.with_rules(kept, currency, multiplier=multiplier, tier=tier)

    def sign_up_rule(self, moment: datetime.datetime) -> EarningRule | None:
        """Return the rule for accounts opened at this moment, if there is one."""
        return self._rule_for(Occasion.SIGN_UP, moment)

    def field_rule(self, moment: datetime.datetime) -> EarningRule | None:
        """Return the rule for what members tell about themselves at this moment, if there is one."""
        return self._rule_for(Occasion.PROFILE_FIELD, moment)

    def _rule_for(
        self, occasion: Occasion, moment: datetime.datetime
    ) -> EarningRule | None:
        return next(
            (
                found.rule
                for found in self.rules
                if found.rule.occasion == occasion and moment in found.period
            ),
            None,
        )


def all_programs(book_ids: Collection[int] | None = None) -> list[ProgramTerms]:
    """Return the programs, of these books or of all, active or not; three queries."""
    rows = Program.objects.order_by("id").prefetch_related("channels", "rules")
    if book_ids is not None:
        rows = rows.filter(book_id__in=book_ids)
    return [program_terms(row) for row in rows]


def program_terms(row: Program) -> ProgramTerms:
    """Return a stored program as plain values."""
    return ProgramTerms(
        id=row.pk,
        book_id=row.book_id,
        code=row.code,
        is_active=row.is_active,
        period=Period(starts_at=row.starts_at, ends_at=row.ends_at),
        channels=frozenset(channel.channel for channel in row.channels.all()),
        excludes_staff=row.excludes_staff,
        shortfall=ShortfallPolicy(row.shortfall),
        courtesy_days=row.courtesy_days,
        expiry_warning_days=row.expiry_warning_days,
        base=_base_terms(row),
        rules=tuple(
            _rule(rule) for rule in row.rules.all() if rule.code in earning_rules
        ),
    )


def _rule(row: ProgramRule) -> RuleInForce:
    return RuleInForce(
        rule=earning_rules[row.code].from_stored(row.settings),
        period=Period(starts_at=row.starts_at, ends_at=row.ends_at),
    )


def _base_terms(row: Program) -> EarningTerms:
    return EarningTerms(
        currency="",
        rounding=Rounding(row.rounding),
        includes_tax=row.includes_tax,
        includes_shipping=row.includes_shipping,
        gift_cards_earn=row.gift_cards_earn,
        return_window_days=row.return_window_days,
        max_pending_days=row.max_pending_days,
        time_zone=row.time_zone,
        expiry=ExpiryTerms(
            unit=ExpiryUnit(row.expiry_unit),
            length=row.expiry_length,
            rounding=ExpiryRounding(row.expiry_rounding),
            start=ExpiryStart(row.expiry_start),
        ),
    )
