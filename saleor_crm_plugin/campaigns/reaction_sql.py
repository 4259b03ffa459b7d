"""The statements that find who left or complained because of a campaign's messages."""

# What has reached somebody, as far as anybody knows.
REACHED_STATES = "('sent', 'delivered', 'opened', 'clicked', 'complained')"
# Whoever leaves within these days, by a link, leaves the last message of its purpose that they got.
UNSUBSCRIBED = f"""
unsubscribed AS MATERIALIZED (
    SELECT DISTINCT reached.message_id
    FROM reached
    JOIN crm_consent_event AS said
      ON said.profile_id = reached.profile_id AND said.purpose = reached.purpose
     AND said.status = 'withdrawn' AND said.channel IN ('any', reached.channel)
     AND said.source IN ('one_click', 'unsubscribe_page', 'preference_page')
    CROSS JOIN LATERAL (
        SELECT max(begun_at) AS at FROM crm_message_attempt
        WHERE message_id = reached.message_id
    ) AS sent
    WHERE said.occurred_at >= sent.at AND said.occurred_at < sent.at + interval '7 days'
      AND NOT EXISTS (
          SELECT FROM crm_message AS later
          JOIN crm_message_attempt AS attempt ON attempt.message_id = later.id
          WHERE later.profile_id = reached.profile_id AND later.purpose = reached.purpose
            AND later.id <> reached.message_id AND NOT later.is_test
            AND later.state IN {REACHED_STATES}
            AND attempt.begun_at > sent.at AND attempt.begun_at <= said.occurred_at
      )
)"""  # noqa: S608 only constants of this module

# Of what has left since staff let the campaign go on, where it was paused: they have seen the rest.
REACTIONS = f"""
WITH watched AS (
    SELECT campaign.id AS campaign_id, run.id::text AS source_id,
           (SELECT max(step.at) FROM crm_campaign_step AS step
            WHERE step.campaign_id = campaign.id AND step.from_state = 'paused') AS since
    FROM crm_campaign AS campaign
    JOIN crm_campaign_run AS run ON run.campaign_id = campaign.id
    WHERE campaign.state IN ('scheduled', 'sending')
      AND (run.ended_at IS NULL OR run.ended_at > %(now)s - interval '7 days')
), reached AS MATERIALIZED (
    SELECT watched.campaign_id, message.id AS message_id, message.profile_id, message.purpose,
           message.channel, message.state
    FROM watched
    JOIN crm_message AS message
      ON message.source_kind = %(source_kind)s AND message.source_id = watched.source_id
    WHERE NOT message.is_test AND message.state IN {REACHED_STATES}
      AND (watched.since IS NULL OR EXISTS (
          SELECT FROM crm_message_attempt AS attempt
          WHERE attempt.message_id = message.id AND attempt.begun_at >= watched.since
      ))
), {UNSUBSCRIBED}
SELECT reacted.*, campaign.definition
FROM (
    SELECT reached.campaign_id, count(*) AS reached,
           count(unsubscribed.message_id) AS unsubscribed,
           count(*) FILTER (WHERE reached.state = 'complained') AS complained
    FROM reached LEFT JOIN unsubscribed ON unsubscribed.message_id = reached.message_id
    GROUP BY reached.campaign_id
) AS reacted
JOIN crm_campaign AS campaign ON campaign.id = reacted.campaign_id
ORDER BY reacted.campaign_id
"""  # noqa: S608 only constants of this module
