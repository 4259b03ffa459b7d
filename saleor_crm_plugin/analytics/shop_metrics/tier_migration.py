"""How people have moved between tiers."""

from ...core.sentences import Sentence
from ..shop_metric import ShopMetric, shop_metrics


@shop_metrics.register
class TierMigration(ShopMetric):
    code = "tier_migration"
    label = "Moves between tiers"
    definition = Sentence(
        "People by the tier of each program that they had when the period began and the one "
        "that they had at its end, by what was decided until then; `none` stands for no tier. "
        "Only people of whom something was decided are counted; gifts of a tier count while "
        "they hold. The total is of all who began with the same tier."
    )
    in_channel = Sentence("In one channel, only the tiers of the programs there count.")
    statement = """
    WITH said AS (
        SELECT DISTINCT ON (ladder_id, profile_id, is_start) ladder_id, profile_id, is_start,
               current_id
        FROM crm_tier_decision, LATERAL (VALUES
            (true, coalesce(%(since)s::timestamptz, '-infinity')), (false, %(until)s::timestamptz)
        ) AS moment (is_start, at)
        WHERE decided_at < moment.at
          AND (%(channel)s::text IS NULL OR EXISTS (
              SELECT FROM crm_tier_ladder AS ladder
              JOIN crm_program AS program ON program.book_id = ladder.book_id
              JOIN crm_program_channel AS place ON place.program_id = program.id
              WHERE ladder.id = crm_tier_decision.ladder_id AND place.channel = %(channel)s::text
          ))
        ORDER BY ladder_id, profile_id, is_start, id DESC
    ), moved AS (
        SELECT coalesce(started.code, 'none') AS started, coalesce(ended.code, 'none') AS ended
        FROM said AS finish
        LEFT JOIN said AS start ON start.is_start AND start.ladder_id = finish.ladder_id
                               AND start.profile_id = finish.profile_id
        LEFT JOIN crm_tier AS started ON started.id = start.current_id
        LEFT JOIN crm_tier AS ended ON ended.id = finish.current_id
        WHERE NOT finish.is_start
    )
    SELECT started AS of, ended AS to, count(*) AS count,
           (sum(count(*)) OVER (PARTITION BY started))::bigint AS total
    FROM moved GROUP BY started, ended ORDER BY started, ended
    """
