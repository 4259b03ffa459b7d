"""Events as they are told, checked before anything is done with them."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..core.languages import normalized_language
from ..core.sentences import Sentence
from .errors import InvalidEvent, InvalidVisitor, TooManyEvents
from .kinds import EventKind

MOST_EVENTS = 50
LONGEST_TEXT = 200
LONGEST_CHANNEL = 250
MOST_PIECES = 100_000
CODE = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")
KEY = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
VISITOR = re.compile(r"[A-Za-z0-9_-]{16,64}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,1}")

_ABOUT_GOODS = frozenset({EventKind.PRODUCT, EventKind.CART, EventKind.WISHLIST})
_WITH_TEXT = frozenset({EventKind.SEARCH, EventKind.CONTENT})


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldEvent:
    """One event as a storefront tells it; `key` is the storefront's own and says it once for all.

    Ids are the shop's; `told_at` is a moment of the client's clock. Texts are "" where not given.
    """

    key: str
    kind: EventKind
    told_at: datetime.datetime | None = None
    product_id: int | None = None
    variant_id: int | None = None
    category_id: int | None = None
    channel: str = ""
    name: str = ""
    text: str = ""
    language: str = ""
    quantity: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldBatch:
    """What one device tells at once; `profile_id` is who is signed in there, None for nobody."""

    visitor: str
    events: Sequence[ToldEvent] = field(default_factory=tuple)
    profile_id: int | None = None
    sent_at: datetime.datetime | None = None


def check_visitor(visitor: str) -> None:
    """Raise InvalidVisitor for a name that could be guessed, or is none."""
    if not VISITOR.fullmatch(visitor):
        raise InvalidVisitor


def check_batch(batch: ToldBatch) -> None:
    """Raise the refusal of the first thing that is wrong, naming the event by its place."""
    check_visitor(batch.visitor)
    if not 1 <= len(batch.events) <= MOST_EVENTS:
        raise TooManyEvents(MOST_EVENTS)
    for place, event in enumerate(batch.events):
        fault = _missing(event) or _malformed(event)
        if fault:
            raise InvalidEvent(place, fault)


def _missing(event: ToldEvent) -> Sentence | None:
    has_goods = event.product_id is not None or event.variant_id is not None
    if event.kind in _ABOUT_GOODS and not has_goods:
        return Sentence("Give its product or variant.")
    if event.kind == EventKind.CATEGORY and event.category_id is None:
        return Sentence("Give its category.")
    if event.kind in _WITH_TEXT and not event.text.strip():
        return Sentence("Give its text.")
    if event.kind == EventKind.CUSTOM and not event.name:
        return Sentence("Give its name.")
    return None


def _malformed(event: ToldEvent) -> Sentence | None:
    faults = (
        (
            not KEY.fullmatch(event.key),
            Sentence("An ID has 1 to 64 letters, digits and .:_-"),
        ),
        (
            bool(event.name) and not CODE.fullmatch(event.name),
            Sentence("A name has 1 to 64 small letters, digits and ._-"),
        ),
        (
            len(event.text) > LONGEST_TEXT,
            Sentence("A text has at most {most} signs.", most=LONGEST_TEXT),
        ),
        (len(event.channel) > LONGEST_CHANNEL, Sentence("There is no such channel.")),
        (
            not _is_language(event.language),
            Sentence('A language is a code such as "it".'),
        ),
        (
            event.quantity is not None and abs(event.quantity) > MOST_PIECES,
            Sentence("At most {most} pieces.", most=MOST_PIECES),
        ),
    )
    return next((message for is_wrong, message in faults if is_wrong), None)


def _is_language(given: str) -> bool:
    return not given or LANGUAGE.fullmatch(normalized_language(given)) is not None
