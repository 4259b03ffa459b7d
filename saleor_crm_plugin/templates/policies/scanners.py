"""Whether opens and clicks look like a machine that checks mail before anybody reads it."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

# Security gateways follow the links of a mail while they take it in. A person does not click
# three different links within two seconds, nor anything in the second in which it was sent.
MANY_LINKS = 3
BURST = datetime.timedelta(seconds=2)
TOO_EARLY = datetime.timedelta(seconds=1)
_MACHINES = re.compile(
    r"bot\b|crawl|spider|scan|preview|proofpoint|mimecast|barracuda|safelinks|"
    r"python-requests|curl/|wget|go-http-client|java/|headless",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Click:
    """One click on one link of a message; `method` is the HTTP request's."""

    link_id: int
    at: datetime.datetime
    user_agent: str = ""
    method: str = "GET"


def is_machine(user_agent: str, method: str = "GET") -> bool:
    """Say whether the request names itself as no person's; an empty name is a machine's."""
    return method != "GET" or not user_agent or bool(_MACHINES.search(user_agent))


def scanner_clicks(clicks: Sequence[Click], *, sent_at: datetime.datetime) -> set[int]:
    """Return the places of those clicks on one message that a scanner made.

    A burst marks all of its clicks, also the first one, which alone looked like a person's.
    """
    found = {
        place
        for place, click in enumerate(clicks)
        if is_machine(click.user_agent, click.method) or click.at - sent_at < TOO_EARLY
    }
    order = sorted(range(len(clicks)), key=lambda place: clicks[place].at)
    first = 0
    for last, place in enumerate(order):
        while clicks[place].at - clicks[order[first]].at > BURST:
            first += 1
        burst = order[first : last + 1]
        if len({clicks[other].link_id for other in burst}) >= MANY_LINKS:
            found.update(burst)
    return found
