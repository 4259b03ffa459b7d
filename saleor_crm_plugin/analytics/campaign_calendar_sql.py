"""The statements behind the calendar of campaigns: who would hear how often, before they do."""

# Of newcomers only those of the past day are known; as many are expected of a day.
_AUDIENCE = """
planned AS MATERIALIZED (
    SELECT * FROM json_to_recordset(%(campaigns)s) AS planned (
        campaign_id bigint, included bigint[], excluded bigint[], channels text[],
        is_capped boolean, entered_from timestamptz
    )
), audience AS MATERIALIZED (
    SELECT DISTINCT planned.campaign_id, member.profile_id
    FROM planned
    CROSS JOIN LATERAL unnest(planned.included) AS named (segment_id)
    JOIN crm_segment_member AS member
      ON member.segment_id = named.segment_id AND member.left_at IS NULL
     AND member.joined_at >= coalesce(planned.entered_from, '-infinity')
    WHERE NOT EXISTS (
        SELECT FROM crm_segment_member AS left_out
        WHERE left_out.profile_id = member.profile_id AND left_out.left_at IS NULL
          AND left_out.segment_id = ANY(planned.excluded)
    )
)"""
PEOPLE = f"""
WITH {_AUDIENCE}
SELECT campaign_id, count(*) AS people FROM audience GROUP BY campaign_id
"""  # noqa: S608 only constants of this module
OVERLAPS = f"""
WITH {_AUDIENCE}, pair AS (
    SELECT * FROM unnest(%(ones)s::bigint[], %(others)s::bigint[]) AS pair (one, other)
)
SELECT pair.one, pair.other, count(*) AS people
FROM pair
JOIN audience AS mine ON mine.campaign_id = pair.one
JOIN audience AS theirs
  ON theirs.campaign_id = pair.other AND theirs.profile_id = mine.profile_id
GROUP BY pair.one, pair.other
"""  # noqa: S608 only constants of this module
# Who is expected in a journey, or on the way through it: it may write to them on any day.
IN_JOURNEYS = f"""
WITH {_AUDIENCE}
SELECT audience.campaign_id, passage.journey_id,
       count(DISTINCT passage.profile_id) AS people
FROM audience
JOIN crm_enrollment AS passage USING (profile_id)
WHERE passage.journey_id = ANY(%(journeys)s::bigint[])
  AND passage.state IN ('expected', 'active')
GROUP BY audience.campaign_id, passage.journey_id
"""  # noqa: S608 only constants of this module
# By whole days: what is planned of the days that a cap looks back on, with what was sent already.
# A person's own order of channels is not asked: any of them may be meant.
DAYS = f"""
WITH {_AUDIENCE}, said AS MATERIALIZED (
    SELECT day.day, audience.profile_id, planned.channels, planned.is_capped
    FROM unnest(%(days)s::date[], %(campaigns_of_days)s::bigint[]) AS day (day, campaign_id)
    JOIN planned USING (campaign_id)
    JOIN audience USING (campaign_id)
), cap AS (
    SELECT * FROM json_to_recordset(%(caps)s) AS cap (
        place int, channel text, relation text, most int, hours int
    )
), crowded AS (
    SELECT last.day, last.profile_id
    FROM (SELECT DISTINCT day, profile_id FROM said WHERE is_capped) AS last
    LEFT JOIN crm_customer_insight AS insight USING (profile_id)
    JOIN cap ON cap.relation IN ('', coalesce(insight.relationship_type, 'unknown'))
    JOIN said ON said.profile_id = last.profile_id AND said.is_capped
             AND said.day <= last.day
             AND said.day > last.day - greatest(1, cap.hours / 24)
             AND (cap.channel = '' OR said.channels = '{{}}' OR cap.channel = ANY(said.channels))
    GROUP BY last.day, last.profile_id, cap.place, cap.channel, cap.most, cap.hours
    HAVING count(*) + (
        SELECT count(*) FROM crm_cap_slot AS taken
        WHERE taken.profile_id = last.profile_id AND cap.channel IN ('', taken.channel)
          AND taken.taken_at > last.day + interval '1 day' - cap.hours * interval '1 hour'
    ) > cap.most
), heard AS (
    SELECT day, profile_id, count(*) AS messages FROM said GROUP BY day, profile_id
)
SELECT heard.day, count(*) AS people,
       count(*) FILTER (WHERE heard.messages > 1) AS with_several,
       count(over_cap.profile_id) AS over_cap
FROM heard
LEFT JOIN (SELECT DISTINCT day, profile_id FROM crowded) AS over_cap USING (day, profile_id)
GROUP BY heard.day ORDER BY heard.day
"""  # noqa: S608 only constants of this module
