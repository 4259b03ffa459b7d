"""How many points people hold, and what they are worth to the books."""

from ...core.sentences import Sentence
from ..shop_metric import ShopMetric, shop_metrics


@shop_metrics.register
class PointsLiability(ShopMetric):
    code = "points_liability"
    label = "Points held"
    definition = Sentence(
        "Points of each program that people hold now: pending, available and reserved. The "
        "amount is what they are worth by the program's own worth of a point, in each currency "
        "that has one. The period does not matter."
    )
    in_channel = Sentence(
        "In one channel, only the points of the programs there count."
    )
    statement = """
    WITH held AS (
        SELECT book_id, sum(pending + available + reserved)::bigint AS points
        FROM crm_ledger_account WHERE profile_id IS NOT NULL GROUP BY book_id
    )
    SELECT program.code AS of, coalesce(held.points, 0) AS count,
           coalesce(worth.currency, '') AS currency,
           held.points * worth.worth_per_point AS amount
    FROM crm_program AS program
    LEFT JOIN held ON held.book_id = program.book_id
    LEFT JOIN crm_program_currency AS worth
      ON worth.program_id = program.id AND worth.worth_per_point > 0
    WHERE (%(channel)s::text IS NULL OR EXISTS (
        SELECT FROM crm_program_channel AS place
        WHERE place.program_id = program.id AND place.channel = %(channel)s::text
    ))
    ORDER BY program.code, worth.currency
    """
