"""Signed addresses by which we learn that a link was followed or a message opened.

A token names the message and the link by number; it leads only where that message's link leads,
so nobody can make our address lead elsewhere.
"""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..saleor_adapter.public_url import plugin_url
from ..saleor_adapter.signing import BadLink, sign, unsign

LINK = "l"
OPEN = "o"


@dataclass(frozen=True, slots=True)
class FollowedLink:
    """Which link of which message a token is for."""

    message: uuid.UUID
    link_id: int


def link_url(message: uuid.UUID, link_id: int) -> str:
    """Return the address that stands in the message for a link."""
    return plugin_url(f"{LINK}/{sign(LINK, [message.hex, link_id])}")


def open_url(message: uuid.UUID) -> str:
    """Return the address of the picture that tells us of an opening."""
    return plugin_url(f"{OPEN}/{sign(OPEN, [message.hex])}")


def followed_link_of(signed: Sequence[Any]) -> FollowedLink:
    """Return which link the values of a link's token name."""
    message, link_id = signed
    return FollowedLink(uuid.UUID(message), int(link_id))


def opened_message_of(signed: Sequence[Any]) -> uuid.UUID:
    """Return which message the values of an opening's token name."""
    [message] = signed
    return uuid.UUID(message)


def followed_link(token: str) -> FollowedLink:
    """Return what a link's token is for. Raises BadLink."""
    return followed_link_of(unsign(LINK, token))


def opened_message(token: str) -> uuid.UUID:
    """Return which message an opening's token is for. Raises BadLink."""
    return opened_message_of(unsign(OPEN, token))


def link_clicked(url: str) -> int:
    """Return the number of the link behind an address as a provider reports it.

    Ours keep their own, so that the same click that both of us saw is one touch. Any other gets a
    number below zero made of its address, which is not kept.
    """
    ours = plugin_url(f"{LINK}/")
    if url.startswith(ours):
        try:
            return followed_link(url.removeprefix(ours)).link_id
        except BadLink:
            pass
    return -1 - int.from_bytes(hashlib.sha256(url.encode()).digest()[:7])
