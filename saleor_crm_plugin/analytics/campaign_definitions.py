"""What every metric of a campaign means, in the words that are shown beside its number."""

import enum
from collections.abc import Mapping

from ..core.sentences import Sentence


class CampaignMetric(enum.StrEnum):
    """What is measured of a campaign."""

    AUDIENCE = "audience"
    HELD_OUT = "held_out"
    EXCLUDED = "excluded"
    WAITING = "waiting"
    DEFERRED = "deferred"
    REFUSED = "refused"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SENT = "sent"
    BOUNCED = "bounced"
    DELIVERED = "delivered"
    OPENED = "opened"
    CLICKED = "clicked"
    CONVERTED = "converted"
    UNSUBSCRIBED = "unsubscribed"
    COMPLAINED = "complained"
    REVENUE = "revenue"
    COMPARISON = "comparison"


_M = CampaignMetric
LABELS: Mapping[CampaignMetric, str] = {
    _M.AUDIENCE: "Audience",
    _M.HELD_OUT: "Held out",
    _M.EXCLUDED: "Left out",
    _M.WAITING: "Waiting",
    _M.DEFERRED: "Put off",
    _M.REFUSED: "Refused",
    _M.FAILED: "Failed",
    _M.UNKNOWN: "Unknown",
    _M.SENT: "Written to",
    _M.BOUNCED: "Came back",
    _M.DELIVERED: "Reached",
    _M.OPENED: "Opened",
    _M.CLICKED: "Clicked",
    _M.CONVERTED: "Ordered",
    _M.UNSUBSCRIBED: "Unsubscribed",
    _M.COMPLAINED: "Complained",
    _M.REVENUE: "Revenue",
    _M.COMPARISON: "Beside the held out",
}
DEFINITIONS: Mapping[CampaignMetric, Sentence] = {
    _M.AUDIENCE: Sentence(
        "People frozen into the audience of the runs that began within the time asked for, once "
        "for each run. They are held out, left out, waiting, put off, refused, failed, unknown or "
        "sent: each is one of these, and no more."
    ),
    _M.HELD_OUT: Sentence(
        "Those of the audience who were drawn to get nothing: for this campaign, or from all "
        "marketing."
    ),
    _M.EXCLUDED: Sentence(
        "Those of the audience for whom no message was made, by the reason why."
    ),
    _M.WAITING: Sentence(
        "Those of the audience who have no message yet, or whose message waits for a sender or is "
        "in its hands."
    ),
    _M.DEFERRED: Sentence(
        "Those of the audience whose message was put off, by the reason why."
    ),
    _M.REFUSED: Sentence(
        "Those of the audience whose message was not let out: by the gate, or because it was "
        "canceled; by the reason why."
    ),
    _M.FAILED: Sentence(
        "Those of the audience whose message could not be sent, by the reason why."
    ),
    _M.UNKNOWN: Sentence(
        "Those of the audience of whose message nobody knows whether it left. It is not sent "
        "again."
    ),
    _M.SENT: Sentence(
        "Those of the audience whose message has left, whatever became of it."
    ),
    _M.BOUNCED: Sentence("Those of the sent whose message came back."),
    _M.DELIVERED: Sentence(
        "Those of the sent whose message is known to have arrived: the provider has said so, or "
        "it was opened. Plain SMTP reports no arrivals."
    ),
    _M.OPENED: Sentence(
        "Those of the sent who have opened the message or followed a link in it; scanners do not "
        "count, nor people who do not want to be watched."
    ),
    _M.CLICKED: Sentence(
        "Those of the sent who have followed a link in the message; scanners do not count."
    ),
    _M.CONVERTED: Sentence(
        "Those of the sent to whose message an order that was paid for is credited, by the "
        "campaign's window, touch and model, however much of it was given back."
    ),
    _M.UNSUBSCRIBED: Sentence(
        "Those of the sent, less those that came back, who withdrew by a link within seven days, "
        "before another message of the same purpose left to them. The rate is of the same people."
    ),
    _M.COMPLAINED: Sentence(
        "Those of the sent, less those that came back, who called the message spam. The rate is "
        "of the same people."
    ),
    _M.REVENUE: Sentence(
        "Orders credited to the campaign's messages, by its window, touch and model; of an order "
        "that several messages share, their part. Per currency, never added: gross is what was "
        "paid and what the campaign's own codes took off these orders; net is gross less "
        "refunds and chargebacks, less all that the campaign's codes took off any order, less the "
        "points that these orders keep, by the program's worth of a point, less what the messages "
        "that left cost by the shop's prices of today. With taxes and shipping, without gift "
        "cards, canceled orders and replacements. The margin is of those lines whose cost price "
        "is known for variant and channel today: their price without taxes, as far as it was paid "
        "and not given back, less the cost price of what did not come back; shipping, points and "
        "messages are not in it."
    ),
    _M.COMPARISON: Sentence(
        "Everybody who could get it and was drawn into one side of the holdout, whatever was sent "
        "to them: orders within the campaign's days from the moment the audience was frozen, for "
        "both sides alike; whose days still run waits. Conversion is any order; revenue is what "
        "was paid and not given back. A variant is held against those held out who would have got "
        "it. Who was on both sides, or of two variants, before profiles were merged counts on "
        "neither. The interval holds the truth in 95 of 100 cases; without enough people nothing "
        "is claimed."
    ),
}
