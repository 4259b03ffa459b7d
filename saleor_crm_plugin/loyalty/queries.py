"""Reads about programs and earned points that other areas may use."""

import datetime
import enum
from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Q, QuerySet

from ..core.sentences import Sentence
from ..core.shop import OrderState
from ..identity.whole_person import newest_of_people
from ..ledger.queries import LotView, lots_of_source
from ..saleor_adapter.channels import channels_by_slug
from ..tiers.ladders import excluded_profiles
from ..tiers.queries import held_tiers
from .models import (
    AdjustmentRequest,
    OrderSettlement,
    Program,
    ProgramChannel,
    ProgramRule,
    TermsAcceptance,
)
from .policies.targets import order_targets
from .programs import ProgramTerms, all_programs, program_terms
from .sources import order_source

NO_RULE = "no_rule"
MISSING_CURRENCY = "missing_currency"
MISSING_WORTH = "missing_worth"
MOST_ACCEPTANCES = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderPoints:
    """What one order has earned by now: points that stand, and the part still pending."""

    book_id: int
    points: int
    pending: int


class RequestState(enum.StrEnum):
    """What has become of a request for an adjustment."""

    OPEN = "open"
    APPROVED = "approved"
    DECLINED = "declined"
    EXPIRED = "expired"


_DECIDED = {RequestState.APPROVED: True, RequestState.DECLINED: False}


@dataclass(frozen=True, kw_only=True, slots=True)
class SettingsFault:
    """Something in a program's settings because of which somebody earns nothing.

    `code` is `no_rule`, `missing_currency` (of a rule) or `missing_worth` (of a point).
    """

    code: str
    message: Sentence
    currency: str = ""
    rule: str = ""


def program_of_channel(
    channel: str, *, now: datetime.datetime, using: str = "default"
) -> Program | None:
    """Return the active program that covers the channel now; one query."""
    return (
        Program.objects.using(using)
        .filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=now),
            channels__channel=channel,
            is_active=True,
            starts_at__lte=now,
        )
        .order_by("id")
        .first()
    )


def programs(*, using: str = "default") -> QuerySet[Program]:
    """Return all programs with their channels, currencies and rules, by id."""
    related = ("channels", "currencies", "rules")
    return Program.objects.using(using).order_by("id").prefetch_related(*related)


def rules_in_force(
    program_id: int, *, now: datetime.datetime, using: str = "default"
) -> QuerySet[ProgramRule]:
    """Return the program's rules that count now, by code."""
    rules = ProgramRule.objects.using(using)
    rules = rules.filter(program_id=program_id, starts_at__lte=now)
    return rules.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now)).order_by("code")


def points_of_orders(
    order_ids: Collection[str], *, using: str = "default"
) -> dict[str, OrderPoints]:
    """Return what each order earned; those in no program are absent. One query and one per book."""
    books: dict[int, list[str]] = {}
    settled = OrderSettlement.objects.using(using).filter(order_id__in=order_ids)
    for order_id, book_id in settled.values_list("order_id", "book_id"):
        books.setdefault(book_id, []).append(str(order_id))
    found: dict[str, OrderPoints] = {}
    for book_id, settled_ids in books.items():
        sources = [order_source(one) for one in settled_ids]
        lots = lots_of_source(book_id, sources, using=using)
        for order_id in settled_ids:
            found[order_id] = _order_points(book_id, lots[order_source(order_id)])
    return found


def _order_points(book_id: int, lots: list[LotView]) -> OrderPoints:
    nets = [(lot, lot.granted - lot.clawed_back) for lot in lots]
    return OrderPoints(
        book_id=book_id,
        points=sum(net for _, net in nets),
        pending=sum(net for lot, net in nets if not lot.is_available),
    )


def accepted_terms(
    program_id: int, profile_ids: Collection[int], *, using: str = "default"
) -> dict[int, str]:
    """Return the version accepted last by profile; those who accepted none are absent."""
    rows = TermsAcceptance.objects.using(using).filter(
        program_id=program_id, profile_id__in=profile_ids
    )
    return dict(rows.order_by("accepted_at", "id").values_list("profile_id", "version"))


def acceptances_of(
    program_id: int, profile_ids: Collection[int], *, using: str = "default"
) -> dict[int, list[TermsAcceptance]]:
    """Return every acceptance of a program's terms by each person, newest first, 100 at most.

    Also those of profiles that were merged into them, under their own profile. Two statements.
    """
    return newest_of_people(
        TermsAcceptance.objects.using(using).all(),
        profile_ids,
        first=MOST_ACCEPTANCES,
        where="held.program_id = %(program)s",
        values={"program": program_id},
    )


def adjustment_requests(
    *, now: datetime.datetime, state: RequestState | None = None, using: str = "default"
) -> QuerySet[AdjustmentRequest]:
    """Return the requests in a state, or all, newest first, with words and decisions."""
    rows = AdjustmentRequest.objects.using(using).select_related("words", "decision")
    if state in _DECIDED:
        rows = rows.filter(decision__is_approved=_DECIDED[state])
    elif state == RequestState.OPEN:
        rows = rows.filter(decision__isnull=True, expires_at__gt=now)
    elif state == RequestState.EXPIRED:
        rows = rows.filter(decision__isnull=True, expires_at__lte=now)
    return rows.order_by("-id")


def state_of(row: AdjustmentRequest, *, now: datetime.datetime) -> RequestState:
    """Return what has become of a request; its decision must be loaded."""
    if not hasattr(row, "decision"):
        return RequestState.OPEN if now < row.expires_at else RequestState.EXPIRED
    decided = row.decision.is_approved
    return RequestState.APPROVED if decided else RequestState.DECLINED


def preview(order: OrderState, *, profile_id: int | None = None) -> int:
    """Return what an order would earn if the rest were paid now; never more than it will.

    The tier counts only for a known profile, first-order points never; the excluded get nothing.
    """
    program = next((one for one in all_programs() if one.covers(order)), None)
    if program is None or _is_excluded(program, profile_id):
        return 0
    held = held_tiers([program.book_id], [profile_id] if profile_id else [])
    tier = held.get((program.book_id, profile_id or 0))
    terms = program.terms_for(order, multiplier=tier.multiplier if tier else Decimal(1))
    if terms is None:
        return 0
    lines = sum((line.total_gross for line in order.lines), Decimal(0))
    due = lines + order.shipping_gross - order.paid_by_gift_cards
    targets = order_targets(
        replace(order, paid=max(due, order.paid)), terms, is_first=False
    )
    return sum(target.points for target in targets)


def _is_excluded(program: ProgramTerms, profile_id: int | None) -> bool:
    return profile_id is not None and bool(
        excluded_profiles(
            program.book_id, [profile_id], excludes_staff=program.excludes_staff
        )
    )


def settings_faults(
    program_id: int, *, now: datetime.datetime, using: str = "default"
) -> list[SettingsFault]:
    """Return what is missing in the settings, by currency of the program's channels."""
    rows = list(programs(using=using).filter(pk=program_id))
    return faults_of_programs(rows, now=now, using=using)[program_id]


def faults_of_programs(
    rows: Collection[Program], *, now: datetime.datetime, using: str = "default"
) -> dict[int, list[SettingsFault]]:
    """Return the faults by program, of rows as `programs` returns them; one query for all."""
    slugs = {channel.channel for row in rows for channel in row.channels.all()}
    channels = channels_by_slug(slugs, using=using)
    found: dict[int, list[SettingsFault]] = {}
    for row in rows:
        covered = [channels.get(one.channel) for one in row.channels.all()]
        currencies = {channel.currency for channel in covered if channel}
        found[row.pk] = _faults(row, currencies, now=now)
    return found


def _faults(
    row: Program, currencies: set[str], *, now: datetime.datetime
) -> list[SettingsFault]:
    worths = {one.currency for one in row.currencies.all()}
    in_force = [found.rule for found in program_terms(row).rules if now in found.period]
    faults = [
        SettingsFault(
            code=MISSING_CURRENCY,
            message=Sentence(
                "Orders in {currency} earn nothing by the rule {rule!r}.",
                currency=currency,
                rule=rule.label,
            ),
            currency=currency,
            rule=rule.code,
        )
        for rule in in_force
        for currency in sorted(rule.missing_currencies(frozenset(currencies)))
    ]
    faults += [
        SettingsFault(
            code=MISSING_WORTH,
            message=Sentence(
                "A point has no worth in {currency}: the liability cannot be told.",
                currency=currency,
            ),
            currency=currency,
        )
        for currency in sorted(currencies - worths)
    ]
    if not in_force:
        faults.append(
            SettingsFault(
                code=NO_RULE, message=Sentence("No rule is in force: nobody earns.")
            )
        )
    return faults


def time_zones_of_channels() -> dict[str, str]:
    """Return the time zones of the active programs by the slugs of their channels. One query."""
    covered = ProgramChannel.objects.filter(program__is_active=True)
    return dict(covered.order_by("id").values_list("channel", "program__time_zone"))
