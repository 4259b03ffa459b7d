"""Whether a campaign could run now: everything that it names is there, and its time is to come."""

import datetime
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from ..consent.purposes import PURPOSES, ConsentPurpose
from ..core.sentences import Sentence
from ..core.time_zones import known_zones
from ..messaging.channel import channels
from ..messaging.channels.onsite import fault_of_channels
from ..messaging.queries import sending_settings, without_review_url
from ..saleor_adapter.channels import active_channels
from ..saleor_adapter.vouchers import VoucherSummary, vouchers
from ..segments.models import Segment, SegmentKind
from ..templates.lint import faults_of
from ..templates.policies.purposes import needs_way_out
from ..templates.queries import PublishedTemplate, published
from .definition import CampaignDefinition, CodeOffer, When
from .error_codes import CampaignErrorCode
from .errors import InvalidDefinition, Problem
from .policies.kind_rules import Said, misplaced
from .policies.states import CampaignKind
from .policies.variants import ATTRIBUTES
from .reading import FIELD
from .variants import unknown_attributes

NOT_FOUND, INVALID = CampaignErrorCode.NOT_FOUND, CampaignErrorCode.INVALID
IN_THE_PAST = CampaignErrorCode.IN_THE_PAST
NOT_READY = CampaignErrorCode.NOT_READY


def require_sound(
    kind: CampaignKind, definition: CampaignDefinition, *, now: datetime.datetime
) -> None:
    """Raise InvalidDefinition with everything that keeps the campaign from running from now on."""
    if found := problems(kind, definition, now=now):
        raise InvalidDefinition(found)


def problems(
    kind: CampaignKind, definition: CampaignDefinition, *, now: datetime.datetime
) -> list[Problem]:
    """Return everything that keeps the campaign from running, in the order of its parts.

    Reads the shop as it is at this moment, in a number of queries that does not depend on how many
    things the definition names.
    """
    return [
        *gone_problems(definition, now=now),
        *_content_problems(definition),
        *_when_problems(kind, definition.when, now),
    ]


def gone_problems(
    definition: CampaignDefinition, *, now: datetime.datetime
) -> list[Problem]:
    """Return what the definition names and the shop has no more, or not in the form it needs.

    This is what may change behind a scheduled campaign: its segments, templates and voucher.
    """
    return [
        *_segment_problems(definition),
        *_template_problems(definition),
        *_voucher_problems(definition.content.code, now),
    ]


def zone_of(when: When) -> ZoneInfo:
    """Return the zone in which the campaign's days are reckoned: its own, else the shop's."""
    return ZoneInfo(when.zone or sending_settings().time_zone)


def _segment_problems(definition: CampaignDefinition) -> Iterator[Problem]:
    rows = Segment.objects.in_bulk(definition.segment_ids)
    audience = definition.audience
    named: list[tuple[str, Sequence[int], SegmentKind | None]] = [
        ("audience.segments", audience.segments, SegmentKind.RULE),
        ("audience.lists", audience.lists, SegmentKind.LIST),
        ("audience.exclude_segments", audience.exclude_segments, SegmentKind.RULE),
        ("audience.exclude_lists", audience.exclude_lists, SegmentKind.LIST),
    ]
    for place, arm in enumerate(definition.content.variants):
        path = f"content.variants.{place}.fitting.segments"
        named.append((path, arm.fitting.segments, None))
    for path, ids, kind in named:
        for place, segment_id in enumerate(ids):
            if found := _segment_problem(segment_id, rows.get(segment_id), kind):
                yield Problem(f"{FIELD}.{path}.{place}", *found)


def _segment_problem(
    segment_id: int, row: Segment | None, kind: SegmentKind | None
) -> tuple[CampaignErrorCode, Sentence] | None:
    if row is None:
        return NOT_FOUND, Sentence(
            "There is no segment {segment_id}.", segment_id=segment_id
        )
    if row.archived_at is not None:
        return NOT_FOUND, Sentence("The segment {name!r} is archived.", name=row.name)
    if kind is not None and row.kind != kind:
        return INVALID, Sentence(
            "{name!r} is not a {wanted}, but a {found}.",
            name=row.name,
            wanted=Sentence(kind.value),
            found=Sentence(row.kind),
        )
    if row.kind == SegmentKind.RULE and row.filled_version is None:
        return NOT_READY, Sentence(
            "The segment {name!r} is being filled; try again soon.", name=row.name
        )
    return None


def _template_problems(definition: CampaignDefinition) -> Iterator[Problem]:
    there = published(definition.templates)
    slugs = active_channels()
    for place, arm in enumerate(definition.content.variants):
        path = f"{FIELD}.content.variants.{place}.template"
        template = there.get(arm.template)
        if template is None:
            message = Sentence(
                "No version of the template {template!r} is published.",
                template=arm.template,
            )
            yield Problem(path, NOT_FOUND, message)
            continue
        for message in _template_faults(template, definition, slugs):
            yield Problem(path, INVALID, message)


def _template_faults(
    template: PublishedTemplate, definition: CampaignDefinition, slugs: Sequence[str]
) -> Iterator[Sentence]:
    content = definition.content
    if template.purpose != content.purpose:
        yield (
            Sentence(
                "The template {template!r} is written for the purpose {purpose!r}, not for {wanted!r}.",
                template=template.code,
                purpose=template.purpose,
                wanted=content.purpose,
            )
        )
    if fault := fault_of_channels(template, content.channels):
        yield fault
    for fault in faults_of(
        template.kind,
        list(template.contents.values()),
        default_language=template.default_language,
        needs_way_out=needs_way_out(template.purpose),
    ):
        if not fault.is_warning:
            yield Sentence(
                "{template!r}, {part}: {problem}",
                template=template.code,
                part=fault.part,
                problem=fault.message,
            )
    if template.names("review_url"):
        wanted = [content.shop_channel] if content.shop_channel else slugs
        if missing := without_review_url(wanted):
            yield (
                Sentence(
                    "{template!r} leads to where reviews are written, which is not set (reviewUrl of the storefront) for: {missing}.",
                    template=template.code,
                    missing=", ".join(missing),
                )
            )


def _voucher_problems(
    code: CodeOffer | None, now: datetime.datetime
) -> Iterator[Problem]:
    if code is None:
        return
    found = vouchers([code.voucher]).get(code.voucher)
    path = f"{FIELD}.content.code.voucher"
    if found is None:
        yield Problem(
            path,
            NOT_FOUND,
            Sentence("The shop has no voucher {voucher}.", voucher=code.voucher),
        )
    elif message := _voucher_fault(found, now):
        yield Problem(path, INVALID, message)


def _voucher_fault(voucher: VoucherSummary, now: datetime.datetime) -> Sentence | None:
    if not voucher.is_single_use:
        return Sentence(
            "Codes of voucher {voucher} can be used again and again.",
            voucher=voucher.id,
        )
    if voucher.ends_at is not None and voucher.ends_at <= now:
        return Sentence("Voucher {voucher} has ended.", voucher=voucher.id)
    return None


def _content_problems(definition: CampaignDefinition) -> Iterator[Problem]:
    content = definition.content
    if content.purpose not in PURPOSES:
        message = Sentence("There is no purpose {purpose!r}.", purpose=content.purpose)
        yield Problem(f"{FIELD}.content.purpose", INVALID, message)
    for place, code in enumerate(content.channels):
        if code not in channels:
            message = Sentence("There is no channel {channel!r}.", channel=code)
            yield Problem(f"{FIELD}.content.channels.{place}", INVALID, message)
    if content.shop_channel and content.shop_channel not in active_channels():
        message = Sentence(
            "The shop does not sell in a channel {shop_channel!r}.",
            shop_channel=content.shop_channel,
        )
        yield Problem(f"{FIELD}.content.shop_channel", NOT_FOUND, message)
    is_owed = content.purpose == ConsentPurpose.TRANSACTIONAL
    if is_owed and definition.holdout_basis_points:
        message = Sentence("Nobody is held out of what a contract owes them.")
        yield Problem(f"{FIELD}.holdout_basis_points", INVALID, message)
    yield from _condition_problems(definition)


def _condition_problems(definition: CampaignDefinition) -> Iterator[Problem]:
    for path, attribute in unknown_attributes(definition.content):
        known = ", ".join(ATTRIBUTES)
        message = Sentence(
            "{attribute!r} is asked by a segment; here only: {known}.",
            attribute=attribute,
            known=known,
        )
        yield Problem(f"{FIELD}.{path}", INVALID, message)


def _when_problems(
    kind: CampaignKind, when: When, now: datetime.datetime
) -> Iterator[Problem]:
    said = Said(
        mode=when.mode,
        at=when.at is not None,
        day=when.day is not None,
        local_time=when.local_time is not None,
        every=when.repeat.every if when.repeat else "",
    )
    wrong = list(misplaced(kind, said))
    for part, message in wrong:
        yield Problem(f"{FIELD}.when.{part}", INVALID, message)
    if when.zone and when.zone not in known_zones():
        message = Sentence("There is no time zone {zone!r}.", zone=when.zone)
        yield Problem(f"{FIELD}.when.zone", INVALID, message)
    elif not wrong:
        yield from _past_problems(when, now)


def _past_problems(when: When, now: datetime.datetime) -> Iterator[Problem]:
    if when.at is not None and when.at <= now:
        yield Problem(f"{FIELD}.when.at", IN_THE_PAST, Sentence("That moment is over."))
    today = now.astimezone(zone_of(when)).date()
    if when.day is not None and when.day < today:
        yield Problem(f"{FIELD}.when.day", IN_THE_PAST, Sentence("That day is over."))
    repeat = when.repeat
    if repeat and repeat.until and repeat.until < today:
        path = f"{FIELD}.when.repeat.until"
        yield Problem(path, IN_THE_PAST, Sentence("It has come for the last time."))
