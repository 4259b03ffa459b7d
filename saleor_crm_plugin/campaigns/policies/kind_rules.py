"""Which parts of `when` each kind of campaign needs, and which make no sense for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...core.sentences import Sentence, joined
from .states import CampaignKind

FIXED, LOCAL, BEST_HOUR = "fixed", "local", "best_hour"
BY_CLOCK = (LOCAL, BEST_HOUR)
DAYS_OF_RECURRING = frozenset({"day", "week", "month"})
DAYS_OF_CALENDAR = frozenset({"year", "named"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What a definition says of its time: the mode, which parts are there, how it repeats."""

    mode: str
    at: bool = False
    day: bool = False
    local_time: bool = False
    every: str = ""


def misplaced(kind: CampaignKind, said: Said) -> Iterator[tuple[str, Sentence]]:
    """Yield the part (`at`, `day`, `local_time`, `repeat`) and what is wrong with it.

    A broadcast has one moment (`at`), or a day by the recipients' clocks; what comes again has
    `repeat` and a time of day; what goes to newcomers may wait for a time of day, or does not.
    """
    needed = _needed(kind, said.mode)
    for part, is_there in (
        ("at", said.at),
        ("day", said.day),
        ("local_time", said.local_time),
        ("repeat", bool(said.every)),
    ):
        if part in needed and not is_there:
            yield (
                part,
                Sentence(
                    "A {kind} campaign at a {mode} time needs it.",
                    kind=Sentence(kind.value),
                    mode=Sentence(said.mode),
                ),
            )
        elif is_there and part not in needed:
            yield (
                part,
                Sentence(
                    "A {kind} campaign at a {mode} time takes none.",
                    kind=Sentence(kind.value),
                    mode=Sentence(said.mode),
                ),
            )
    if said.every and (wanted := _days(kind)) and said.every not in wanted:
        named = joined(map(Sentence, sorted(wanted)), ", ")
        yield (
            "repeat",
            Sentence(
                "A {kind} campaign comes every: {named}.",
                kind=Sentence(kind.value),
                named=named,
            ),
        )


def _needed(kind: CampaignKind, mode: str) -> frozenset[str]:
    if kind is CampaignKind.ON_ENTRY:
        return frozenset({"local_time"}) if mode in BY_CLOCK else frozenset()
    if kind is not CampaignKind.BROADCAST:
        return frozenset({"repeat", "local_time"})
    return frozenset({"day", "local_time"}) if mode in BY_CLOCK else frozenset({"at"})


def _days(kind: CampaignKind) -> frozenset[str]:
    if kind is CampaignKind.RECURRING:
        return DAYS_OF_RECURRING
    if kind is CampaignKind.CALENDAR:
        return DAYS_OF_CALENDAR
    return frozenset()
