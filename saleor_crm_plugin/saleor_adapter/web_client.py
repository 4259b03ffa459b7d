"""Requests to other systems, by Saleor's own guarded client.

It refuses private and loopback addresses at the moment of the connection (unless the shop's
HTTP_IP_FILTER_ENABLED and HTTP_IP_FILTER_ALLOW_LOOPBACK_IPS say otherwise), and follows no
redirects.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from saleor.core.http_client import HTTPClient

from ..core.sentences import Sentence

# To connect, and between two bytes of an answer; a call as a whole ends after LONGEST.
TIMEOUTS = (3.05, 5.0)
LONGEST = 15.0
AT_A_TIME = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """What is to be posted where; body and headers are left out of `repr`."""

    url: str
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """How another system answered: the HTTP status, None where none came, and then why."""

    status: int | None
    error: str = ""

    @property
    def is_good(self) -> bool:
        """Whether the other system has taken it."""
        return self.status is not None and 200 <= self.status < 300  # noqa: PLR2004


def problem_of_url(url: str) -> Sentence | None:
    """Return why no request may go to this address; None if one may. Looks at the text alone."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 a bad one raises
    except ValueError:
        return Sentence("This is no address.")
    allowed = {"https", "http"} if settings.DEBUG else {"https"}
    if parts.scheme not in allowed or not parts.hostname:
        return Sentence("The address must begin with https://.")
    if parts.username or parts.password or parts.fragment:
        return Sentence("The address may hold neither a password nor a fragment.")
    return None


def post_all(posts: Sequence[Post]) -> list[Reply]:
    """Post all of them, some at a time, and return the answers in their order.

    Never raises for what another system does. Of an answer nothing but the status is read, so
    its size does not matter. Takes no longer than 15 seconds for each eight of them.
    """
    pool = ThreadPoolExecutor(max_workers=AT_A_TIME)
    calls = [pool.submit(_post, one) for one in posts]
    wait(calls, timeout=LONGEST * -(-len(posts) // AT_A_TIME))
    # A thread whose other side drips on ends by itself; nobody waits for it.
    pool.shutdown(wait=False, cancel_futures=True)
    return [
        call.result()
        if call.done() and not call.cancelled()
        else Reply(None, "The answer took too long.")
        for call in calls
    ]


def _post(post: Post) -> Reply:
    if problem := problem_of_url(post.url):
        return Reply(None, problem)
    try:
        with HTTPClient.get_session() as session:
            answer = session.request(
                "POST",
                post.url,
                data=post.body,
                headers=dict(post.headers),
                timeout=TIMEOUTS,
                stream=True,
            )
            answer.close()
    except Exception as error:  # noqa: BLE001 whatever goes wrong there is their answer
        # The kind alone: a message may hold the address with all that is in it.
        return Reply(None, type(error).__name__)
    return Reply(answer.status_code)
