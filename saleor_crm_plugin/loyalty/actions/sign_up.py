"""Points for opening an account, once per profile."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from django.db import transaction

from ...core import clock
from ...ledger.actions.accrue import accrue
from ...ledger.queries import lots_of_source
from ...ledger.requests import Grant, Posted
from ...observation.events import CustomerEmailVerified, CustomerFact
from ...outbox.actions import publish
from ...tiers.ladders import excluded_profiles
from ..earning_rule import EarningRule
from ..events import PointsAccrued
from ..policies.expiry import expiry_moment
from ..policies.targets import rounded
from ..programs import ProgramTerms, all_programs
from ..sources import SIGN_UP_PART, profile_source
from ..terms import RuleTerms


def settle_customers(facts: Sequence[CustomerFact]) -> None:
    """Grant what every active program gives for signing up; the outbox's handler.

    Idempotent: a profile that has its lot is left alone, whatever the rule says by now. A rule
    that waits for a proven e-mail is settled by the fact of the proof. Staff get nothing. A fixed
    number of queries per program.
    """
    about_somebody = [fact for fact in facts if fact.profile_id is not None]
    now = clock.now()
    with transaction.atomic():
        for program in all_programs() if about_somebody else ():
            _settle(program, about_somebody, now=now)


def _settle(
    program: ProgramTerms, facts: Sequence[CustomerFact], *, now: datetime.datetime
) -> None:
    rules: dict[int, EarningRule] = {}
    first_of: dict[int, CustomerFact] = {}
    for fact in facts:
        profile_id, rule = fact.profile_id, _rule_for(program, fact)
        if rule is not None and profile_id is not None and profile_id not in rules:
            rules[profile_id], first_of[profile_id] = rule, fact
    if not rules:
        return
    excluded = excluded_profiles(
        program.book_id, rules, excludes_staff=program.excludes_staff
    )
    held = lots_of_source(program.book_id, [profile_source(one) for one in rules])
    grants = [
        _grant(program, profile_id, rule, first_of[profile_id])
        for profile_id, rule in sorted(rules.items())
        if profile_id not in excluded and not _has_lot(held[profile_source(profile_id)])
    ]
    posted = accrue(grants, now=now)
    publish(
        [
            _fact(first_of[grant.profile_id], grant, result)
            for grant, result in zip(grants, posted, strict=True)
        ]
    )


def _rule_for(program: ProgramTerms, fact: CustomerFact) -> EarningRule | None:
    if not program.is_active or fact.occurred_at not in program.period:
        return None
    rule = program.sign_up_rule(fact.occurred_at)
    if rule is None:
        return None
    is_proof = isinstance(fact, CustomerEmailVerified)
    return rule if rule.settings.needs_verified_email == is_proof else None


def _has_lot(lots: Sequence) -> bool:
    return any(lot.part == SIGN_UP_PART for lot in lots)


def _grant(
    program: ProgramTerms, profile_id: int, rule: EarningRule, fact: CustomerFact
) -> Grant:
    terms = replace(
        program.base,
        rules=(
            RuleTerms(code=rule.code, settings=rule.settings.model_dump(mode="json")),
        ),
    )
    return Grant(
        book_id=program.book_id,
        profile_id=profile_id,
        key=f"{profile_source(profile_id)}:{SIGN_UP_PART}",
        source=profile_source(profile_id),
        part=SIGN_UP_PART,
        points=rounded(rule.points(Fraction(0), ""), terms.rounding),
        expires_at=expiry_moment(fact.occurred_at, terms.expiry, terms.time_zone),
        rule=terms.snapshot,
        occurred_at=fact.occurred_at,
    )


def _fact(fact: CustomerFact, grant: Grant, posted: Posted) -> PointsAccrued:
    return PointsAccrued(
        key=f"points:{grant.book_id}:{grant.key}",
        occurred_at=grant.occurred_at,
        origin=fact.origin,
        profile_id=grant.profile_id,
        book_id=grant.book_id,
        points=posted.points,
        source=grant.source,
        rule=SIGN_UP_PART,
        is_pending=False,
        available_at=None,
        expires_at=grant.expires_at,
    )
