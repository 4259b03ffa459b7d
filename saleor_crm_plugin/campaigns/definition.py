"""What a campaign is, typed: whom, what, when, whom it is held against, and what counts for it."""

import datetime
import enum
from collections.abc import Sequence
from itertools import groupby
from typing import Annotated, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from ..core.sentences import Sentence
from ..templates.policies.variants import VariantCondition
from .policies.named_days import NAMED_DAYS

WHOLE = 10_000
MOST_SEGMENTS = 20
MOST_VARIANTS = 20

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]*$", max_length=64)]
TemplateCode = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=64)
]
RowId = Annotated[int, Field(ge=1, strict=True)]
Ids = Annotated[tuple[RowId, ...], Field(max_length=MOST_SEGMENTS)]
Share = Annotated[int, Field(ge=1, le=WHOLE, strict=True)]
LocalTime = Annotated[
    datetime.time, Field(description="A time of day without a zone, such as 09:30.")
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Audience(_Part):
    """Everybody in one of the segments or on one of the lists, without those in an excluded one.

    A list is a segment without a rule; all four hold ids of segments.
    """

    segments: Ids = ()
    lists: Ids = ()
    exclude_segments: Ids = ()
    exclude_lists: Ids = ()

    @property
    def included(self) -> tuple[int, ...]:
        """The ids of all segments and lists that people come from, each once."""
        return tuple(sorted({*self.segments, *self.lists}))

    @property
    def excluded(self) -> tuple[int, ...]:
        """The ids of all segments and lists whose people are left out, each once."""
        return tuple(sorted({*self.exclude_segments, *self.exclude_lists}))

    @model_validator(mode="after")
    def _is_about_somebody(self) -> "Audience":
        if not self.included:
            raise ValueError(Sentence("An audience needs a segment or a list."))
        if set(self.included) & set(self.excluded):
            raise ValueError(
                Sentence("The same segment is in the audience and left out of it.")
            )
        return self


class Fitting(_Part):
    """Whom a variant is for: those in one of the segments who fulfill all conditions.

    Without segments it asks for none, without conditions neither; without both it is for all.
    """

    segments: Ids = ()
    conditions: Annotated[tuple[VariantCondition, ...], Field(max_length=20)] = ()


class Arm(_Part):
    """One variant: a template, for whom it is, and its share among variants for the same people.

    Languages, and blocks by place, are the template's own.
    """

    key: Key
    template: TemplateCode
    fitting: Fitting = Fitting()
    share_basis_points: Share = WHOLE


class WinnerMetric(enum.StrEnum):
    """By what the better variant is told."""

    CLICKED = "clicked"
    ORDERED = "ordered"


class WinnerRule(_Part):
    """A part of the audience tries the variants; the rest get the one that did better.

    `test_basis_points` of the people try them. They are compared `looks` times, evenly spread over
    `decide_after_hours` since the last of them was due; the rest wait. At a look the winner is
    named if each variant has reached `least_per_arm` people and one is better by the rule of
    `policies.stopping`, which errs in at most `error_basis_points` of all campaigns whose variants
    are equally good. Where none was named at the last look, the rest get the variant `otherwise`,
    "" for the first.
    """

    metric: WinnerMetric = WinnerMetric.CLICKED
    test_basis_points: Annotated[int, Field(ge=500, le=9_000)] = 2_000
    least_per_arm: Annotated[int, Field(ge=100, le=1_000_000)] = 500
    decide_after_hours: Annotated[int, Field(ge=1, le=24 * 14)] = 24
    looks: Annotated[int, Field(ge=1, le=10)] = 1
    error_basis_points: Annotated[int, Field(ge=1, le=2_000)] = 500
    otherwise: Annotated[
        str, StringConstraints(pattern=r"^([a-z][a-z0-9_]{0,31})?$")
    ] = ""


class CodeOffer(_Part):
    """Each recipient gets a single-use code of this voucher; after `valid_days` it is withdrawn."""

    voucher: RowId
    valid_days: Annotated[int, Field(ge=1, le=365)] = 14


class Content(_Part):
    """What is said, by which channels, and with which code.

    The first variant whose people somebody belongs to is theirs; variants for the same people stand
    one after the other, and their shares add up to 10,000. No `channels` means the person's own
    order. `shop_channel` is the shop's channel whose storefront is meant; "" for the only one.
    """

    purpose: Code = "marketing"
    channels: Annotated[tuple[Code, ...], Field(max_length=5)] = ()
    shop_channel: Annotated[str, Field(max_length=250)] = ""
    variants: Annotated[tuple[Arm, ...], Field(min_length=1, max_length=MOST_VARIANTS)]
    winner: WinnerRule | None = None
    code: CodeOffer | None = None

    @property
    def groups(self) -> tuple[tuple[Arm, ...], ...]:
        """The variants by the people they are for, in the order in which they are tried."""
        return tuple(
            tuple(arms)
            for _, arms in groupby(self.variants, key=lambda arm: arm.fitting)
        )

    @property
    def tried(self) -> tuple[Arm, ...]:
        """The variants between which a winner is named; none where there is no such rule."""
        if self.winner is None:
            return ()
        return next(arms for arms in self.groups if len(arms) > 1)

    @model_validator(mode="after")
    def _shares_add_up(self) -> "Content":
        keys = [arm.key for arm in self.variants]
        if len(keys) != len(set(keys)):
            raise ValueError(Sentence("Each variant needs a key of its own."))
        if len({arms[0].fitting for arms in self.groups}) != len(self.groups):
            raise ValueError(
                Sentence("Variants for the same people stand one after the other.")
            )
        for arms in self.groups:
            if sum(arm.share_basis_points for arm in arms) != WHOLE:
                named = ", ".join(arm.key for arm in arms)
                raise ValueError(
                    Sentence(
                        "The shares of {named} do not add up to {whole}.",
                        named=named,
                        whole=WHOLE,
                    )
                )
        return self

    @model_validator(mode="after")
    def _a_winner_can_be_named(self) -> "Content":
        if self.winner is None:
            return self
        several = [arms for arms in self.groups if len(arms) > 1]
        if not several:
            raise ValueError(
                Sentence("A winner needs two variants for the same people.")
            )
        if len(several) > 1:
            raise ValueError(
                Sentence("A winner is named once: only some people may have a choice.")
            )
        keys = [arm.key for arm in several[0]]
        if self.winner.otherwise not in ("", *keys):
            raise ValueError(
                Sentence("Otherwise the rest get one of {keys}.", keys=", ".join(keys))
            )
        return self


class Every(enum.StrEnum):
    """How often a campaign comes again; NAMED is a day of the calendar such as Easter."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    NAMED = "named"


class Repeat(_Part):
    """The days on which a campaign happens, in the campaign's zone.

    `weekdays` (1 is Monday) belong to WEEK, `day` to MONTH and YEAR (a month that is shorter has it
    on its last), `month` to YEAR, `named` to NAMED. Each may come `days_before` its day. `interval`
    counts days, weeks or months since `since`. None comes after `until`.
    """

    every: Every
    interval: Annotated[int, Field(ge=1, le=366)] = 1
    weekdays: Annotated[
        tuple[Annotated[int, Field(ge=1, le=7)], ...], Field(max_length=7)
    ] = ()
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    named: Code | None = None
    days_before: Annotated[int, Field(ge=0, le=60)] = 0
    since: datetime.date | None = None
    until: datetime.date | None = None

    @model_validator(mode="after")
    def _parts_belong_to_it(self) -> "Repeat":
        needed = {
            "weekdays": self.every is Every.WEEK,
            "day": self.every in (Every.MONTH, Every.YEAR),
            "month": self.every is Every.YEAR,
            "named": self.every is Every.NAMED,
        }
        for name, is_needed in needed.items():
            if bool(getattr(self, name)) != is_needed:
                every = Sentence(self.every.value)
                raise ValueError(
                    Sentence("Every {every} needs {name!r}.", every=every, name=name)
                    if is_needed
                    else Sentence(
                        "Every {every} takes no {name!r}.", every=every, name=name
                    )
                )
        if self.named and self.named not in NAMED_DAYS:
            raise ValueError(
                Sentence("No calendar here has a day {named!r}.", named=self.named)
            )
        if self.since and self.until and self.until < self.since:
            raise ValueError(Sentence("It ends before it begins."))
        return self


class TimeMode(enum.StrEnum):
    """When messages are due: FIXED for all at one moment, LOCAL by each recipient's own clock.

    BEST_HOUR is the hour of that day at which each recipient has mostly answered.
    """

    FIXED = "fixed"
    LOCAL = "local"
    BEST_HOUR = "best_hour"


class When(_Part):
    """On which day and at which hour messages are due, and how fast they leave.

    `at` is the moment of a broadcast at a fixed time; otherwise `day` and `local_time` say it
    (`repeat` in place of `day` for what comes again; neither for those who come into a segment).
    `zone` is the campaign's own, in which its days are reckoned; "" is the shop's. `local_time`
    stands in for the best hour of those of whom none is known. `throttle_per_hour` spreads what is
    due over time. A message that has not left `deadline_hours` after its due time is given up.
    """

    mode: TimeMode = TimeMode.FIXED
    at: AwareDatetime | None = None
    day: datetime.date | None = None
    local_time: LocalTime | None = None
    zone: Annotated[str, Field(max_length=64)] = ""
    repeat: Repeat | None = None
    throttle_per_hour: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    deadline_hours: Annotated[int, Field(ge=1, le=24 * 31)] = 24


class Attribution(_Part):
    """Which orders count for the campaign: within `window_days` of a touch of this kind.

    An open is no touch: machines open letters too. `model` says how several touches share an order.
    """

    window_days: Annotated[int, Field(ge=1, le=90)] = 5
    touch: Literal["clicked", "sent"] = "clicked"
    model: Literal["last", "first", "even"] = "last"


class Limits(_Part):
    """At which rates the campaign pauses by itself, once `minimum` people were reached."""

    unsubscribe_basis_points: Annotated[int, Field(ge=1, le=WHOLE)] = 100
    complaint_basis_points: Annotated[int, Field(ge=1, le=WHOLE)] = 10
    minimum: Annotated[int, Field(ge=1, le=1_000_000)] = 500


class CampaignDefinition(_Part):
    """All that staff decide about a campaign but its name and its kind.

    `shape` is the version of this form, so that a stored definition can still be read when the form
    has changed. `holdout_basis_points` are held back from this campaign alone, beside the global
    holdout.
    """

    shape: Literal[1] = 1
    audience: Audience
    content: Content
    when: When
    holdout_basis_points: Annotated[int, Field(ge=0, le=5_000, strict=True)] = 0
    attribution: Attribution = Attribution()
    limits: Limits = Limits()

    @property
    def segment_ids(self) -> tuple[int, ...]:
        """All segments and lists that are named anywhere, each once."""
        fitting = (id_ for arm in self.content.variants for id_ in arm.fitting.segments)
        named = {*self.audience.included, *self.audience.excluded, *fitting}
        return tuple(sorted(named))

    @property
    def templates(self) -> tuple[str, ...]:
        """The codes of all templates, each once."""
        return tuple(sorted({arm.template for arm in self.content.variants}))

    def arm(self, key: str) -> Arm:
        """Return the variant with this key; raises KeyError."""
        for one in self.content.variants:
            if one.key == key:
                return one
        raise KeyError(key)


class FrozenDefinition(CampaignDefinition):
    """The definition that a run keeps: with the id of the published version of each template."""

    template_versions: dict[TemplateCode, RowId]


def read_definition(stored: object) -> CampaignDefinition:
    """Read a stored definition; raises pydantic's ValidationError."""
    return CampaignDefinition.model_validate(stored)


def read_frozen(stored: object) -> FrozenDefinition:
    """Read the definition that a run keeps; raises pydantic's ValidationError."""
    return FrozenDefinition.model_validate(stored)


def freeze(
    definition: CampaignDefinition, template_versions: dict[str, int]
) -> FrozenDefinition:
    """Return what a run keeps of a definition; `template_versions` are ids by template code."""
    return FrozenDefinition(
        **definition.model_dump(), template_versions=template_versions
    )


def to_json(definition: CampaignDefinition) -> dict[str, object]:
    """Return the definition as it is stored: plain JSON values."""
    return definition.model_dump(mode="json")


def share_bounds(arms: Sequence[Arm]) -> list[tuple[str, int]]:
    """Return each variant's key with the bucket (of 10,000) at which its part ends, in order."""
    bounds, end = [], 0
    for arm in arms:
        end += arm.share_basis_points
        bounds.append((arm.key, end))
    return bounds
