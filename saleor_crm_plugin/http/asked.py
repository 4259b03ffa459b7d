"""What a view is given of a request: no headers or cookies but what the table lets through."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import QueryDict

from ..saleor_adapter.http_requests import NOBODY, Requester


@dataclass(frozen=True)
class Asked:
    """One request that has passed the table's limits.

    `parameters` are the parts of the path, `signed` what the link's token holds, `ip` the
    client's address as far as it is known, `headers` those of the request, for signatures of
    providers.
    """

    method: str
    parameters: Mapping[str, str]
    query: QueryDict
    body: bytes
    headers: Mapping[str, str]
    language: str
    ip: str = ""
    signed: tuple[Any, ...] = ()
    requester: Requester = field(default=NOBODY)

    @property
    def user_agent(self) -> str:
        """Return what the client calls itself, cut to a length that may be kept."""
        return self.headers.get("User-Agent", "")[:400]

    @property
    def token(self) -> str:
        """Return the token of the link."""
        return self.parameters["token"]

    @cached_property
    def form(self) -> QueryDict:
        """Return the fields of a form that was sent; empty for any other content."""
        kind = self.headers.get("Content-Type", "").split(";")[0].strip().lower()
        if kind != "application/x-www-form-urlencoded":
            return QueryDict()
        return QueryDict(self.body)
