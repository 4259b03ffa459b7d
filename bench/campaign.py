"""A campaign to everybody: frozen, queued and let through the gate, against COPY of all rows it leaves.

Two variants, one in twenty held back. No letter leaves; as in the bench of the gate the one
statement of a channel of our own takes the place of sending. The speeds of freezing and queueing
alone are told as well, each against COPY of the rows that it writes.
"""

import time
from collections import Counter
from dataclasses import dataclass

from django.db import connection

from saleor_crm_plugin.campaigns.actions.begin_runs import begin_runs
from saleor_crm_plugin.campaigns.actions.freeze import freeze
from saleor_crm_plugin.campaigns.actions.work import work_on_runs
from saleor_crm_plugin.campaigns.counts import Standing, counts_of
from saleor_crm_plugin.campaigns.models import CampaignRun
from saleor_crm_plugin.campaigns.policies.states import CampaignState
from saleor_crm_plugin.experiments.actions import set_holdout
from saleor_crm_plugin.segments.models import Segment
from saleor_crm_plugin.templates.actions.drafts import (
    NewTemplate,
    create_template,
    save_draft,
)
from saleor_crm_plugin.templates.actions.publish import publish_draft
from saleor_crm_plugin.templates.rendering import Content, TemplateKind
from tests.fixtures.campaign import campaign_in, make_list
from tests.fixtures.messages import BODY

from ._copy_floor import row_counts, seconds_to_copy
from ._memory import peak_mebibytes
from ._readers import AUTHOR, NOON, choose, make_readers
from .figure import Figure, Size
from .gate import let_through

RECIPIENTS = {Size.SMALL: (10_000, 100_000), Size.LARGE: (100_000, 1_000_000)}
GOAL = 0.10
FLAT_GOAL = 0.67
MEMORY_GOAL = 1.1
HOLDOUT = "bench"
HELD_OUT_BASIS_POINTS = 500
TEMPLATES = ("bench_a", "bench_b")
MEMBERS = """
INSERT INTO crm_segment_member (segment_id, profile_id, joined_at, join_reason)
SELECT %(segment)s, id, %(at)s, 'staff' FROM crm_profile ORDER BY id LIMIT %(count)s
"""
EMPTY = """
TRUNCATE crm_message, crm_message_address, crm_message_attempt, crm_gate_decision, crm_cap_slot,
         crm_cap_lock, crm_holdout_assignment, crm_campaign, crm_campaign_step, crm_campaign_run,
         crm_campaign_recipient CASCADE
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Times:
    """How long each part of the way took for so many people, in seconds, and the peak of memory."""

    people: int
    frozen: float
    queued: float
    decided: float
    mebibytes: int

    @property
    def seconds(self) -> float:
        """All of the way."""
        return self.frozen + self.queued + self.decided

    @property
    def speed(self) -> float:
        """How many people a second."""
        return self.people / self.seconds


def measure(size: Size) -> list[Figure]:
    """Write to a few, then to many; memory is looked at before the floor, which fills it."""
    few, many = RECIPIENTS[size]
    choose(tokens=few + many)
    make_readers(many)
    for code in TEMPLATES:
        _publish(code)
    lists = {count: _list(count) for count in (few, many)}
    of_few = _run(lists[few], few)
    before = _emptied()
    of_many = _run(lists[many], many)
    floor, rows = seconds_to_copy(before)
    for times in (of_few, of_many):
        print(
            f"{times.people:,} people: frozen in {times.frozen:.2f} s, queued in "
            f"{times.queued:.2f} s, decided in {times.decided:.2f} s, {times.speed:,.0f}/s; "
            f"at most {times.mebibytes} MiB of memory"
        )
    print(
        f"{rows:,} rows left, COPY of these in {floor:.2f} s of {of_many.seconds:.2f} s"
    )
    return [
        Figure(name="campaign", ratio=floor / of_many.seconds, goal=GOAL),
        Figure(
            name="campaign_growth", ratio=of_many.speed / of_few.speed, goal=FLAT_GOAL
        ),
        Figure(
            name="campaign_memory",
            ratio=of_many.mebibytes / of_few.mebibytes,
            goal=MEMORY_GOAL,
            at_most=True,
        ),
    ]


def _publish(code: str) -> None:
    kind, purpose = TemplateKind.EMAIL, "marketing"
    template = create_template(
        NewTemplate(code=code, name=code, kind=kind, purpose=purpose),
        author=AUTHOR,
        now=NOON,
    )
    words = Content(language="en", subject="Spring is here", body=BODY)
    save_draft(template.pk, [words], author=AUTHOR)
    publish_draft(template.pk, author=AUTHOR, now=NOON)


def _list(count: int) -> Segment:
    readers = make_list(name=f"{count} readers")
    with connection.cursor() as cursor:
        cursor.execute(MEMBERS, {"segment": readers.pk, "at": NOON, "count": count})
        cursor.execute("VACUUM ANALYZE crm_segment_member")
    return readers


def _emptied() -> dict[str, int]:
    """Forget all campaigns and messages; return how many rows are left."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
    return row_counts()


def _run(readers: Segment, people: int) -> Times:
    """Send a campaign to a list from nothing, up to the last decision of the gate."""
    _emptied()
    run = _begun(readers)
    moments = [time.perf_counter()]
    freeze(run.pk, now=NOON)
    moments.append(time.perf_counter())
    work_on_runs(now=NOON)
    moments.append(time.perf_counter())
    decided = let_through()
    moments.append(time.perf_counter())
    _check(run, people, decided)
    frozen, queued, gated = (
        later - earlier for earlier, later in zip(moments, moments[1:], strict=False)
    )
    return Times(
        people=people,
        frozen=frozen,
        queued=queued,
        decided=gated,
        mebibytes=peak_mebibytes(),
    )


def _begun(readers: Segment) -> CampaignRun:
    variants = [
        {"key": code, "template": code, "share_basis_points": 5_000}
        for code in TEMPLATES
    ]
    campaign = campaign_in(
        CampaignState.SCHEDULED,
        of={
            "audience": {"lists": [readers.pk]},
            "content": {"channels": ["email"], "variants": variants},
            "when": {"mode": "fixed", "at": NOON.isoformat()},
            "holdout_basis_points": HELD_OUT_BASIS_POINTS,
        },
        experiment=set_holdout(
            HOLDOUT, basis_points=HELD_OUT_BASIS_POINTS, author=AUTHOR, now=NOON
        ),
        due_at=NOON,
    )
    begin_runs(now=NOON)
    return CampaignRun.objects.get(campaign=campaign)


def _check(run: CampaignRun, people: int, decided: Counter[str]) -> None:
    counts = counts_of([run.pk])[run.pk]
    asked = people - counts.by_reason(Standing.HELD_OUT).get("", 0)
    print(f"{people:,} people: {dict(decided)}")
    if counts.audience != people or decided.total() != asked:
        raise AssertionError(
            f"Of {people} people {counts.audience} were frozen, and of {asked}"
            f" {decided.total()} were decided."
        )
