"""The statements that learn hours of the day for everybody at once; `policies.best_hour` in SQL.

What somebody did with one message is one act, a click more than an opening; so is each order.
Scanners' touches are none, and nothing is looked at of whoever has said no to profiling, or where
the shop asks before anything is inferred, of whoever has not said yes.
"""

from ..insight.asking import may_be_inferred
from ..messaging.zones import PEOPLE_ZONES
from ..segments.reach_sql import CONSENT
from .policies.best_hour import CLICKED, OPENED, ORDERED

# By the names under which the statements here ask.
_SAID = CONSENT.replace("%(purpose)s", "%(hours_purpose)s").replace(
    "%(channel)s", "%(hours_channel)s"
)
_IS_READING = """touch.is_judged AND NOT touch.is_scanner AND NOT touch.is_machine
      AND touch.first_at >= %(acts_since)s"""
_IS_ORDER = """told.is_placed AND NOT told.is_gone AND NOT told.is_reissue
      AND told.placed_at >= %(acts_since)s"""
# Over a query of the caller's, `people` (profile_id).
_ACTS = f"""
act AS (
    SELECT people.profile_id,
           coalesce(min(touch.first_at) FILTER (WHERE touch.kind = 'click'),
                    min(touch.first_at)) AS at,
           CASE WHEN bool_or(touch.kind = 'click') THEN {CLICKED} ELSE {OPENED} END AS weight
    FROM people
    JOIN crm_message AS message USING (profile_id)
    JOIN crm_touch AS touch ON touch.message = message.public_id
    WHERE NOT message.is_test AND {_IS_READING}
    GROUP BY people.profile_id, message.id
    UNION ALL
    SELECT people.profile_id, told.placed_at, {ORDERED}
    FROM people JOIN crm_told_order AS told USING (profile_id)
    WHERE {_IS_ORDER}
)"""  # noqa: S608 only constants of the code
_HABITS = f"""
{PEOPLE_ZONES}, unwilling AS (
    SELECT profile_id FROM {_SAID} AS said WHERE status = 'withdrawn'
), habit AS (
    SELECT zone.profile_id, extract(hour FROM act.at AT TIME ZONE zone.zone)::int AS hour,
           sum(act.weight) AS weight, count(*) AS acts
    FROM people_zone AS zone JOIN act USING (profile_id)
    WHERE zone.profile_id NOT IN (SELECT profile_id FROM unwilling)
      AND {may_be_inferred("zone.profile_id")}
    GROUP BY 1, 2
)"""  # noqa: S608 only constants of the code
SHOP_HABIT = f"""
WITH people AS (
    SELECT told.profile_id FROM crm_told_order AS told
    WHERE told.profile_id IS NOT NULL AND {_IS_ORDER}
    UNION
    SELECT message.profile_id
    FROM crm_touch AS touch JOIN crm_message AS message ON message.public_id = touch.message
    WHERE {_IS_READING}
), {_ACTS}, {_HABITS}
SELECT hour, sum(weight)::bigint AS weight, sum(acts)::bigint AS acts
FROM habit GROUP BY hour
"""  # noqa: S608 only constants of the code

# Who has too few acts, or has said no to profiling, is not in `best_hour`. An hour without acts of the person's own, or beside one, can
# only be the best if it is the shop's: of all others this one is as good at least.
BEST_HOURS = f"""
{_ACTS}, {_HABITS}, evidence AS (
    SELECT profile_id, sum(acts)::bigint AS acts FROM habit
    GROUP BY profile_id HAVING sum(acts) >= %(least_acts)s
), around AS (
    SELECT habit.profile_id, (habit.hour + step.hours + 24) %% 24 AS hour,
           habit.weight * step.times AS weight
    FROM habit JOIN evidence USING (profile_id)
    CROSS JOIN (VALUES (-1, 1), (0, 2), (1, 1)) AS step (hours, times)
    UNION ALL SELECT profile_id, %(shop_hour)s, 0 FROM evidence
), shop_hour AS (
    SELECT * FROM unnest(%(hours)s::int[], %(shop_scores)s::bigint[], %(shop_weights)s::bigint[])
      AS shop (hour, score, weight)
), best_hour AS (
    SELECT DISTINCT ON (scored.profile_id) scored.profile_id, scored.hour, evidence.acts
    FROM (
        SELECT profile_id, hour, sum(weight) * %(own_factor)s AS score
        FROM around GROUP BY profile_id, hour
    ) AS scored
    JOIN shop_hour AS shop USING (hour)
    JOIN evidence USING (profile_id)
    ORDER BY scored.profile_id, scored.score + shop.score * %(shop_factor)s DESC,
             shop.weight DESC, scored.hour
)"""  # noqa: S608 only constants of the code
EXPLAINED = f"""
WITH people AS (
    SELECT id AS profile_id FROM crm_profile
    WHERE id = ANY(%(profiles)s::bigint[]) AND erased_at IS NULL
), {BEST_HOURS}
SELECT people.profile_id, zone.zone, best.hour, coalesce(counted.acts, 0)::bigint AS acts
FROM people
JOIN people_zone AS zone USING (profile_id)
LEFT JOIN best_hour AS best USING (profile_id)
LEFT JOIN (SELECT profile_id, sum(acts) AS acts FROM habit GROUP BY profile_id) AS counted
  USING (profile_id)
"""  # noqa: S608 only constants of the code
