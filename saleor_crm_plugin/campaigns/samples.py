"""What some of those whom a dry run has found would read: rendered when it is looked at, never kept."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..identity.models import Profile
from ..messaging.intents import Intent, MessageSubject
from ..messaging.rehearsal import rehearse_gate
from ..messaging.samples import render_samples
from ..messaging.terms import read_terms
from ..templates.liquid_engine import Fault
from ..templates.rendering import Rendered
from ..templates.shape import EXAMPLE
from .definition import read_frozen
from .models import CampaignDryRun
from .saying import Saying, saying_for


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """One person's message as it would look, or the fault because of which it cannot be rendered."""

    profile_id: int
    variant: str
    language: str
    rendered: Rendered | None
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class _Reader:
    profile_id: int
    variant: str


def samples_of(
    dry_run: CampaignDryRun, *, most: int, now: datetime.datetime
) -> list[Sample]:
    """Return up to `most` samples of a finished dry run, by variant and language.

    Of each the first, then of each the second. Whoever was erased or merged since is absent.
    Nothing is written, and the number of queries does not depend on how many samples there are.
    """
    readers = _living(_turns(dry_run))[:most]
    if not readers:
        return []
    definition = read_frozen(dry_run.definition)
    saying = saying_for(definition, source_id="", experiment_id=None)
    intents = [_intent(saying, one, now) for one in readers]
    terms = read_terms()
    rehearsed = rehearse_gate(intents, terms, now=now)
    results = render_samples(rehearsed, terms, now=now)
    return [
        _sample(reader, result.rendered, None)
        if not isinstance(result, Fault)
        else _sample(reader, None, result)
        for reader, result in zip(readers, results, strict=True)
    ]


def _turns(dry_run: CampaignDryRun) -> list[_Reader]:
    found = (dry_run.report or {}).get("samples", {})
    groups = [
        [_Reader(one, variant) for one in ids]
        for variant, languages in sorted(found.items())
        for _, ids in sorted(languages.items())
    ]
    longest = max(map(len, groups), default=0)
    return [
        group[place]
        for place in range(longest)
        for group in groups
        if place < len(group)
    ]


def _living(readers: Sequence[_Reader]) -> list[_Reader]:
    rows = Profile.objects.filter(
        pk__in=[one.profile_id for one in readers],
        erased_at=None,
        merged_into=None,
    )
    living = set(rows.values_list("pk", flat=True))
    return [one for one in readers if one.profile_id in living]


def _intent(saying: Saying, reader: _Reader, now: datetime.datetime) -> Intent:
    tried = saying.definition.content.tried
    arm = reader.variant or tried[0].key
    intent = saying.intent(arm, reader.profile_id, now)
    offer = saying.definition.content.code
    if offer is None:
        return intent
    ends = now + datetime.timedelta(days=offer.valid_days)
    subject = MessageSubject(code=EXAMPLE["code"]["value"], code_expires_on=ends.date())
    return replace(intent, subject=subject)


def _sample(reader: _Reader, rendered: Rendered | None, fault: Fault | None) -> Sample:
    return Sample(
        profile_id=reader.profile_id,
        variant=reader.variant,
        language=rendered.language if rendered else "",
        rendered=rendered,
        fault=fault,
    )
