"""What the table says about one path."""

import datetime
import enum
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpResponseBase

from .asked import Asked

View = Callable[[Asked], HttpResponseBase]

KILOBYTE = 1024
# What tokens, ids and codes are made of; anything else is nobody's path.
_PART = r"[A-Za-z0-9._:~-]{1,1024}"
# What a page shows may stand in its address in any language: the rest of a path, slashes and all.
_REST = r"[^\x00-\x1f\x7f]{0,1024}"


class Authentication(enum.Enum):
    """Who may come.

    SIGNED_TOKEN means that the path's `token` was signed for the route's `token_purpose`.
    PROVIDER means that the view itself checks the provider's signature over the body.
    """

    PUBLIC = "public"
    SIGNED_TOKEN = "signed token"  # noqa: S105 a kind of authentication
    STAFF = "staff"
    APP = "app"
    PROVIDER = "provider signature"


@dataclass(frozen=True, slots=True)
class Rate:
    """How many requests one client may make of one route in a time."""

    count: int
    period: datetime.timedelta = datetime.timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Route:
    """One row of the table.

    `pattern` is a path with parts such as "<token>"; one such as "<rest:page>" takes all that
    follows. `body_limit` is in bytes. `permission` is what staff or an app need. Only ways out of
    our messages work while the plugin is off. What `is_framed` says itself who may frame it.
    """

    pattern: str
    view: View
    methods: tuple[str, ...]
    rate: Rate
    authentication: Authentication
    body_limit: int = 0
    token_purpose: str = ""
    token_max_age: datetime.timedelta | None = None
    permission: str = ""
    works_while_off: bool = False
    is_framed: bool = False

    def match(self, path: str) -> Mapping[str, str] | None:
        """Return the parts of the path by name; None for the path of another route."""
        found = self._expression.fullmatch(path)
        return found.groupdict() if found else None

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        one_part = re.sub(r"<(\w+)>", rf"(?P<\1>{_PART})", self.pattern)
        # By a function: in a template the backslashes of the pattern would be escapes.
        whole = re.sub(
            r"<rest:(\w+)>", lambda found: f"(?P<{found[1]}>{_REST})", one_part
        )
        return re.compile(whole)
