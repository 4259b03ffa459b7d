"""What every metric means, in the words that are shown beside its number."""

import enum
from collections.abc import Mapping

from ..core.sentences import Sentence


class Metric(enum.StrEnum):
    """What is measured of a journey."""

    ENROLLED = "enrolled"
    SHADOW = "shadow"
    SENT = "sent"
    DELIVERED = "delivered"
    OPENED = "opened"
    CLICKED = "clicked"
    MESSAGES = "messages"
    GOAL_REACHED = "goal_reached"
    EXITS = "exits"
    REVENUE = "revenue"
    COMPARISON = "comparison"


LABELS: Mapping[Metric, str] = {
    Metric.ENROLLED: "Came in",
    Metric.SHADOW: "Held out",
    Metric.SENT: "Written to",
    Metric.DELIVERED: "Reached",
    Metric.OPENED: "Opened",
    Metric.CLICKED: "Clicked",
    Metric.MESSAGES: "Messages",
    Metric.GOAL_REACHED: "Reached the goal",
    Metric.EXITS: "Why it was over",
    Metric.REVENUE: "Revenue",
    Metric.COMPARISON: "Beside the held out",
}
DEFINITIONS: Mapping[Metric, Sentence] = {
    Metric.ENROLLED: Sentence(
        "Passages that came in within the time asked for, those held out included."
    ),
    Metric.SHADOW: Sentence(
        "Those of the enrolled whose person is held out: they are watched, and nothing is done."
    ),
    Metric.SENT: Sentence(
        "Passages, none of them held out, to which at least one message has left. Messages of "
        "test mode, and those of which nobody knows whether they left, do not count."
    ),
    Metric.DELIVERED: Sentence(
        "Those of the sent of which a message is known to have arrived: the provider has said "
        "so, or it was opened. Plain SMTP reports no arrivals."
    ),
    Metric.OPENED: Sentence(
        "Those of the sent of which a person has opened a message or followed a link in it; "
        "scanners do not count, nor people who do not want to be watched."
    ),
    Metric.CLICKED: Sentence(
        "Those of the sent of which a person has followed a link in a message; scanners do not "
        "count."
    ),
    Metric.MESSAGES: Sentence(
        "All messages that have left to the passages counted as sent."
    ),
    Metric.GOAL_REACHED: Sentence(
        "Passages, none of them held out, whose goal was reached within its days after they "
        "came in, whether or not a message had left."
    ),
    Metric.EXITS: Sentence(
        "Passages, none of them held out, that are over, by the reason why."
    ),
    Metric.REVENUE: Sentence(
        "Orders placed by the enrolled who are not held out, within the journey's days after "
        "they came in; each order once. Per currency: gross is what was paid and what the "
        "journey's own coupons took off these orders; net is gross less refunds, chargebacks and "
        "all that the journey's coupons took off any order. With taxes and shipping, without "
        "gift cards, canceled orders and replacements."
    ),
    Metric.COMPARISON: Sentence(
        "Everybody who was drawn into one side of the holdout within the time asked for, whatever "
        "was sent to them, over the journey's days from their draw; whoever is still within these "
        "days waits. Conversion is the goal of the first passage after the draw; revenue is net, "
        "as above. Whoever was drawn on both sides before two profiles were merged counts on "
        "neither. The interval holds the truth in 95 of 100 cases; without enough people nothing "
        "is claimed."
    ),
}
