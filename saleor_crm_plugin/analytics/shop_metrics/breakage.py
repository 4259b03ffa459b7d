"""How many points were never used when their time was over."""

from ...core.sentences import Sentence
from ..shop_metric import ShopMetric, shop_metrics


@shop_metrics.register
class Breakage(ShopMetric):
    code = "breakage"
    label = "Breakage"
    definition = Sentence(
        "Of the points whose time was over within the period, those that nobody had used, by "
        "program. Points that were taken back do not count, and points that were given more time "
        "count when that is over. Points that can still be spent are not over: they are in "
        "`points_liability`."
    )
    in_channel = Sentence(
        "In one channel, only the points of the programs there count."
    )
    # Each point stands in one lot: what was given more time has left its first one for another.
    statement = """
    SELECT program.code AS of, sum(lot.expired)::bigint AS count,
           sum(lot.pending + lot.available + lot.reserved + lot.burned + lot.expired)::bigint
             AS total
    FROM crm_ledger_lot AS lot
    JOIN crm_program AS program ON program.book_id = lot.book_id
    WHERE lot.expires_at < least(%(until)s::timestamptz, %(now)s::timestamptz)
      AND lot.expires_at >= coalesce(%(since)s::timestamptz, '-infinity')
      AND (%(channel)s::text IS NULL OR EXISTS (
          SELECT FROM crm_program_channel AS place
          WHERE place.program_id = program.id AND place.channel = %(channel)s::text
      ))
    GROUP BY program.code ORDER BY program.code
    """
