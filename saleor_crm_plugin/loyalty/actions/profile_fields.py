"""Points for telling something about oneself, once per field for good."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.db import transaction

from ...core import clock
from ...identity.events import FieldTold
from ...identity.lock_objects import lock_members
from ...ledger.actions.accrue import accrue
from ...ledger.requests import Grant, Posted
from ...outbox.actions import publish
from ...tiers.ladders import excluded_profiles
from ..asked_fields import paid_fields
from ..earning_rule import EarningRule
from ..events import PointsAccrued
from ..policies.expiry import expiry_moment
from ..programs import ProgramTerms, all_programs
from ..sources import field_part, profile_source
from ..terms import RuleTerms

PROFILE_FIELDS = "profile_fields"


def settle_fields(facts: Sequence[FieldTold]) -> None:
    """Grant what every active program gives for what was told; the outbox's handler.

    Idempotent: a person who has ever earned by a field is left alone, whoever was merged and
    whatever was emptied since. Staff and the excluded get nothing. Locks the profiles and those
    merged into them, so that no merge passes between looking and granting. A fixed number of
    queries per program.
    """
    told = [fact for fact in facts if fact.profile_id is not None]
    now = clock.now()
    with transaction.atomic():
        programs = all_programs() if told else []
        paying = [one for one in programs if any(_rule(one, fact) for fact in told)]
        if paying:
            lock_members({fact.profile_id for fact in told if fact.profile_id})
        for program in paying:
            _settle(program, told, now)


def _settle(
    program: ProgramTerms, told: Sequence[FieldTold], now: datetime.datetime
) -> None:
    people = {fact.profile_id for fact in told if fact.profile_id is not None}
    excluded = excluded_profiles(
        program.book_id, people, excludes_staff=program.excludes_staff
    )
    paid = paid_fields(program.book_id, people)
    due = [fact for fact in told if fact.profile_id not in excluded]
    grants = dict(_grants(program, due, paid))
    posted = accrue(list(grants.values()), now=now)
    publish(
        [
            _fact(fact, grant, result)
            for (fact, grant), result in zip(grants.items(), posted, strict=True)
        ]
    )


def _grants(
    program: ProgramTerms, told: Sequence[FieldTold], paid: Mapping[int, set[str]]
) -> Iterator[tuple[FieldTold, Grant]]:
    """Yield a grant for each field of each person that has not earned yet, the first fact's."""
    for fact in told:
        rule, profile_id = _rule(program, fact), fact.profile_id or 0
        points = rule.points_by_field().get(fact.field, 0) if rule else 0
        if rule is None or not points or fact.field in paid[profile_id]:
            continue
        paid[profile_id].add(fact.field)
        yield fact, _grant(program, rule, fact, int(points))


def _rule(program: ProgramTerms, fact: FieldTold) -> EarningRule | None:
    if not program.is_active or fact.occurred_at not in program.period:
        return None
    return program.field_rule(fact.occurred_at)


def _grant(
    program: ProgramTerms, rule: EarningRule, fact: FieldTold, points: int
) -> Grant:
    settings = rule.settings.model_dump(mode="json")
    terms = replace(program.base, rules=(RuleTerms(code=rule.code, settings=settings),))
    source, part = profile_source(fact.profile_id or 0), field_part(fact.field)
    return Grant(
        book_id=program.book_id,
        profile_id=fact.profile_id or 0,
        key=f"{source}:{part}",
        source=source,
        part=part,
        points=points,
        expires_at=expiry_moment(fact.occurred_at, terms.expiry, terms.time_zone),
        rule=terms.snapshot,
        occurred_at=fact.occurred_at,
    )


def _fact(fact: FieldTold, grant: Grant, posted: Posted) -> PointsAccrued:
    return PointsAccrued(
        key=f"points:{grant.book_id}:{grant.key}",
        occurred_at=grant.occurred_at,
        origin=fact.origin,
        profile_id=grant.profile_id,
        book_id=grant.book_id,
        points=posted.points,
        source=grant.source,
        rule=PROFILE_FIELDS,
        is_pending=False,
        available_at=None,
        expires_at=grant.expires_at,
    )
