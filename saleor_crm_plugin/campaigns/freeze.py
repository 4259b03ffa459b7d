"""The statement that freezes an audience: who is in it, who is left out or held back, what and when.

One statement is one moment: whoever comes into a segment or leaves it meanwhile changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..core.facts import STARTING_ORIGINS
from ..experiments.drawing import DRAW_A_CROWD, FORESEE_A_CROWD
from .policies.reasons import Exclusion

# Whoever was erased or merged is in nobody's audience. Those whom the run has already are left as
# they are, so it can be asked again for the newcomers of a day.
PERSON = """
chosen AS (
    SELECT DISTINCT profile_id FROM crm_segment_member
    WHERE segment_id = ANY(%(included)s) AND left_at IS NULL {entered} {page}
), left_out AS (
    SELECT DISTINCT profile_id FROM crm_segment_member
    WHERE segment_id = ANY(%(excluded)s) AND left_at IS NULL {among}
), person AS (
    SELECT chosen.profile_id, left_out.profile_id IS NOT NULL AS is_left_out
    FROM chosen LEFT JOIN left_out ON left_out.profile_id = chosen.profile_id
    WHERE NOT EXISTS (
        SELECT FROM crm_profile AS gone
        WHERE gone.id = chosen.profile_id
          AND (gone.erased_at IS NOT NULL OR gone.merged_into_id IS NOT NULL)
    ) {newcomers}
)"""
# Who was found by a new rule, or by looking into the past, has not come in just now: only what may
# start a journey starts this. Whoever an earlier day of the campaign has had is no newcomer.
_STARTING = ", ".join(f"'{origin.value}'" for origin in sorted(STARTING_ORIGINS))
ENTERED = f"""AND joined_at >= %(entered_from)s AND joined_at < %(entered_until)s
      AND EXISTS (
          SELECT FROM crm_fact AS told
          WHERE told.key = 'segment:' || crm_segment_member.id || ':entered'
            AND told.origin IN ({_STARTING})
      )"""  # noqa: S608 constants of the code
NEWCOMERS = """AND NOT EXISTS (
        SELECT FROM crm_campaign_run AS day
        JOIN crm_campaign_recipient AS known ON known.run_id = day.id
        WHERE day.campaign_id = {campaign} AND known.profile_id = chosen.profile_id
    )"""
OF_THE_RUN = "(SELECT campaign_id FROM crm_campaign_run WHERE id = %(run)s)"
UNDRAWN = "sides AS (SELECT 0::bigint AS profile_id, false AS is_held_out WHERE false)"
# Only who could get it is drawn: what is compared later are people who differ in the draw alone.
# So whoever is held out keeps the variant that they would have got.
PLACED = """
WITH {person}, placed AS (
    SELECT person.profile_id, person.is_left_out, {arm} AS arm, {due} AS due_at,
           {is_late} AS is_late
    FROM person {joins}
), crowd AS (
    SELECT profile_id FROM placed
    WHERE NOT is_left_out AND NOT is_late AND arm IS NOT NULL
), {sides}"""
ROWS = """
    SELECT placed.profile_id, coalesce(sides.is_held_out, false) AS is_held_out,
           CASE WHEN placed.is_left_out OR placed.is_late THEN ''
                ELSE coalesce(placed.arm, '') END AS arm,
           -- Whoever waits for a winner is due when it is named.
           CASE WHEN placed.arm = '' THEN NULL ELSE placed.due_at END AS due_at,
           CASE WHEN placed.is_left_out THEN '{excluded}'
                WHEN placed.is_late THEN '{late}'
                WHEN placed.arm IS NULL THEN '{no_variant}' ELSE '' END AS excluded_reason
    FROM placed LEFT JOIN sides ON sides.profile_id = placed.profile_id
    ORDER BY placed.profile_id"""
FREEZE = """{placed}, frozen AS (
    INSERT INTO crm_campaign_recipient (
        run_id, profile_id, is_held_out, arm, due_at, excluded_reason
    )
    SELECT %(run)s, asked.* FROM ({rows}) AS asked
    ON CONFLICT (run_id, profile_id) DO NOTHING
    RETURNING is_held_out, excluded_reason
)
SELECT count(*), count(*) FILTER (WHERE is_held_out),
       count(*) FILTER (WHERE excluded_reason <> '')
FROM frozen
"""
# A page of the same rows, which nobody writes down; and where it ends, by a short walk of the index
# for each segment.
PAGE = "AND profile_id > %(after)s AND profile_id <= %(until)s"
PAGE_END = """
SELECT max(profile_id) AS until FROM (
    SELECT DISTINCT member.profile_id
    FROM unnest(%(included)s::bigint[]) AS segment (id)
    CROSS JOIN LATERAL (
        SELECT profile_id FROM crm_segment_member
        WHERE segment_id = segment.id AND left_at IS NULL AND profile_id > %(after)s {entered}
        ORDER BY profile_id LIMIT %(limit)s
    ) AS member
    ORDER BY member.profile_id LIMIT %(limit)s
) AS page
"""
# How many there are in all, those included who are to be left out.
PEOPLE = """
SELECT count(DISTINCT profile_id) AS people FROM crm_segment_member
WHERE segment_id = ANY(%(included)s) AND left_at IS NULL {entered}
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A value per row of `person`, as SQL, with the joins and parameters that it needs.

    For a variant NULL means that none fits and "" that it is chosen later; a moment that is NULL
    has yet to be set. `is_late` says of whom the moment is too long ago.
    """

    sql: str
    joins: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    is_late: str = "false"


def freezing(
    *, arm: Column, due: Column, is_drawn: bool, is_gathering: bool
) -> tuple[str, dict[str, Any]]:
    """Return the statement with the parameters of its columns.

    It asks also for `run`, `included` and `excluded` (ids of segments); where people are drawn, for
    `experiment` and `now`; where a run gathers who comes in, for `entered_from` and
    `entered_until`. It returns how many were frozen, and how many of them were held out or
    excluded.
    """
    person = PERSON.strip().format(
        entered=ENTERED if is_gathering else "",
        newcomers=NEWCOMERS.format(campaign=OF_THE_RUN) if is_gathering else "",
        page="",
        among="",
    )
    placed = _placed(person, arm, due, sides=DRAW_A_CROWD if is_drawn else UNDRAWN)
    statement = FREEZE.format(placed=placed, rows=_rows())
    return statement, {**arm.parameters, **due.parameters}


def foreseeing(
    *, arm: Column, due: Column, is_drawn: bool, is_gathering: bool
) -> tuple[str, dict[str, Any]]:
    """Return a statement that reads a page of what `freezing` would write, and writes nothing.

    It asks also for `after` and `until` (profile ids), and in place of `run` and `now` for the
    `campaign`, the `share` that is to be held out and the `salt` of an experiment that is still to
    be made. It returns profile_id, is_held_out, arm, due_at and excluded_reason, by profile id.
    """
    person = PERSON.strip().format(
        entered=ENTERED if is_gathering else "",
        newcomers=NEWCOMERS.format(campaign="%(campaign)s") if is_gathering else "",
        page=PAGE,
        among=PAGE,
    )
    placed = _placed(person, arm, due, sides=FORESEE_A_CROWD if is_drawn else UNDRAWN)
    return placed + _rows(), {**arm.parameters, **due.parameters}


def page_end(*, is_gathering: bool) -> str:
    """Return the statement that finds where the page behind `after` ends, None behind the last.

    A page has at most `limit` of the members of the `included` segments.
    """
    return PAGE_END.format(entered=ENTERED if is_gathering else "")


def people_in_all(*, is_gathering: bool) -> str:
    """Return the statement that counts the members of the `included` segments."""
    return PEOPLE.format(entered=ENTERED if is_gathering else "")


def _placed(person: str, arm: Column, due: Column, *, sides: str) -> str:
    return PLACED.format(
        person=person,
        sides=sides,
        arm=arm.sql,
        due=due.sql,
        is_late=due.is_late,
        joins=f"{arm.joins} {due.joins}",
    )


def _rows() -> str:
    return ROWS.format(
        excluded=Exclusion.EXCLUDED.value,
        late=Exclusion.TIME_OVER.value,
        no_variant=Exclusion.NO_VARIANT.value,
    )
