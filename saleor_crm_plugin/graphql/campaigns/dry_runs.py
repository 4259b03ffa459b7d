"""Dry runs of campaigns: how far they are, what they have found, and what people would read."""

from collections.abc import Mapping
from decimal import Decimal as Money
from typing import Any

import graphene

from ...campaigns.models import CampaignDryRun
from ...campaigns.policies.states import DryRunState
from ...campaigns.policies.tally import Foreseeable, total
from ...campaigns.samples import Sample, samples_of
from ...core import clock
from ...core.moments import moment
from ...core.sentences import Sentence, from_plain
from ...saleor_adapter.db import allow_writer
from ...saleor_adapter.graphql import (
    AccountPermissions,
    BaseObjectType,
    DateTime,
    Decimal,
    NonNullList,
    ResolveInfo,
)
from ...saleor_adapter.read_only import read_only
from .. import DOC_CATEGORY
from ..access import is_allowed
from ..enums import described_enum
from ..ids import node_id
from ..refused_arguments import refused_argument
from ..wording import worded

MOST_SAMPLES = 20
CrmCampaignDryRunStateEnum = described_enum(
    "CrmCampaignDryRunStateEnum", DryRunState, "Where a dry run stands."
)


class CrmCampaignDryRunCount(BaseObjectType):
    """So many people."""

    code = graphene.String(required=True, description="The channel or the reason.")
    people = graphene.Int(required=True, description="How many people.")

    class Meta:
        description = "How many people it is, by channel or by reason."
        doc_category = DOC_CATEGORY


class CrmCampaignDryRunHour(BaseObjectType):
    """So many people in an hour."""

    at = DateTime(required=True, description="The beginning of the hour.")
    people = graphene.Int(required=True, description="How many people.")

    class Meta:
        description = "How many people it is, by the hour."
        doc_category = DOC_CATEGORY


class CrmCampaignDryRunVariant(BaseObjectType):
    """What becomes of those who would be given a variant, in a language."""

    variant = graphene.String(
        required=True,
        description="The key of the variant; empty for those who wait for a winner.",
    )
    language = graphene.String(required=True, description="The language of the text.")
    sent = graphene.Int(required=True, description="How many would get it at once.")
    deferred = graphene.Int(required=True, description="How many would get it later.")
    refused = graphene.Int(required=True, description="How many would not get it.")

    class Meta:
        description = (
            "What becomes of those who would be given a variant, in a language."
        )
        doc_category = DOC_CATEGORY


class CrmCampaignDryRunCodeWorth(BaseObjectType):
    """What codes take off in one currency."""

    currency = graphene.String(required=True, description="The currency.")
    value = Decimal(required=True, description="What one code takes off.")
    is_percentage = graphene.Boolean(
        required=True, description="Whether that is percent of what is bought."
    )
    is_per_item = graphene.Boolean(
        required=True, description="Whether it is taken off every piece."
    )
    most = Decimal(
        description="What all codes take off at most; null where there is no most."
    )

    class Meta:
        description = "What codes take off in one currency."
        doc_category = DOC_CATEGORY


class CrmCampaignDryRunCodes(BaseObjectType):
    """What a campaign gives away by codes."""

    given = graphene.Int(required=True, description="How many codes would be made.")
    told = graphene.Int(required=True, description="How many people would read one.")
    worth = NonNullList(
        CrmCampaignDryRunCodeWorth,
        required=True,
        description="What those could take off, by currency; never added.",
    )

    class Meta:
        description = "What a campaign gives away by codes."
        doc_category = DOC_CATEGORY


class CrmCampaignDryRunCost(BaseObjectType):
    """What messages cost in one currency."""

    currency = graphene.String(required=True, description="The currency.")
    amount = Decimal(required=True, description="The amount.")

    class Meta:
        description = "What messages cost in one currency."
        doc_category = DOC_CATEGORY


class CrmCampaignDryRunWarning(BaseObjectType):
    """Something about a variant that staff should look at."""

    variant = graphene.String(required=True, description="The key of the variant.")
    template = graphene.String(required=True, description="The code of its template.")
    message = graphene.String(required=True, description="What it is about, in words.")

    class Meta:
        description = "Something about a variant that staff should look at."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_message(root: Mapping[str, Any], info: ResolveInfo) -> str:
        # Reports from before sentences were stored have their English alone.
        sentence = root.get("sentence")
        return worded(from_plain(sentence), info) if sentence else root["message"]


def _counts(description: str) -> NonNullList:
    return NonNullList(CrmCampaignDryRunCount, required=True, description=description)


def _hours(description: str) -> NonNullList:
    return NonNullList(CrmCampaignDryRunHour, required=True, description=description)


class CrmCampaignDryRunReport(BaseObjectType):
    """What a dry run has found."""

    people = graphene.Int(
        required=True,
        description="The audience: the sum of sent, deferred, refused, held out and excluded.",
    )
    sent = _counts("Who would get it at once when it is due, by channel.")
    deferred = _counts("Who would get it later, by the reason.")
    refused = _counts("Who would not be let out by the gate, by the reason.")
    held_out = _counts(
        "Who is held out: of this `campaign`, or `everywhere` from all marketing."
    )
    excluded = _counts("Who gets no message, by the reason.")
    channels = _counts("Who would get it at once or later, by channel.")
    leaves = _hours(
        "When those who would get it would; a throttle spreads them further."
    )
    deferred_until = _hours("Until when those who are deferred are, by the hour.")
    variants = NonNullList(
        CrmCampaignDryRunVariant,
        required=True,
        description="The same by variant and language.",
    )
    codes = graphene.Field(
        CrmCampaignDryRunCodes, description="What it gives away; null without codes."
    )
    cost = NonNullList(
        CrmCampaignDryRunCost, required=True, description="What its messages cost."
    )
    warnings = NonNullList(
        CrmCampaignDryRunWarning,
        required=True,
        description="What staff should look at.",
    )

    class Meta:
        description = "What a dry run has found; plain numbers, about nobody."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_people(root: Mapping[str, Any], _info: ResolveInfo) -> int:
        return total(root, "people")

    @staticmethod
    def resolve_sent(root: Mapping[str, Any], _info: ResolveInfo) -> Any:
        return _by_code(root, Foreseeable.SENT)

    @staticmethod
    def resolve_deferred(root: Mapping[str, Any], _info: ResolveInfo) -> Any:
        return _by_code(root, Foreseeable.DEFERRED)

    @staticmethod
    def resolve_refused(root: Mapping[str, Any], _info: ResolveInfo) -> Any:
        return _by_code(root, Foreseeable.REFUSED)

    @staticmethod
    def resolve_held_out(root: Mapping[str, Any], _info: ResolveInfo) -> Any:
        return _by_code(root, Foreseeable.HELD_OUT)

    @staticmethod
    def resolve_excluded(root: Mapping[str, Any], _info: ResolveInfo) -> Any:
        return _by_code(root, Foreseeable.EXCLUDED)

    @staticmethod
    def resolve_channels(root: Mapping[str, Any], _info: ResolveInfo) -> Any:
        return _by_code(root, "channels")

    @staticmethod
    def resolve_leaves(root: Mapping[str, Any], _info: ResolveInfo) -> Any:
        return _by_hour(root, "leaves")

    @staticmethod
    def resolve_deferred_until(root: Mapping[str, Any], _info: ResolveInfo) -> Any:
        return _by_hour(root, "until")

    @staticmethod
    def resolve_variants(root: Mapping[str, Any], _info: ResolveInfo) -> Any:
        return [
            CrmCampaignDryRunVariant(
                variant=variant,
                language=language,
                sent=total(outcomes, Foreseeable.SENT),
                deferred=total(outcomes, Foreseeable.DEFERRED),
                refused=total(outcomes, Foreseeable.REFUSED),
            )
            for variant, languages in sorted(root.get("variants", {}).items())
            for language, outcomes in sorted(languages.items())
        ]

    @staticmethod
    def resolve_codes(root: Mapping[str, Any], _info: ResolveInfo) -> Any:
        codes = root["codes"]
        return codes and {**codes, "worth": [_worth(one) for one in codes["worth"]]}

    @staticmethod
    def resolve_cost(root: Mapping[str, Any], _info: ResolveInfo) -> Any:
        return [{**one, "amount": Money(one["amount"])} for one in root["cost"]]


class CrmCampaignDryRunSample(BaseObjectType):
    """What one person would read."""

    profile = graphene.ID(required=True, description="The ID of the profile.")
    variant = graphene.String(required=True, description="The key of the variant.")
    language = graphene.String(required=True, description="The language of the text.")
    subject = graphene.String(required=True, description="The subject.")
    html = graphene.String(required=True, description="The HTML; empty for plain text.")
    text = graphene.String(required=True, description="The plain text.")
    fault = graphene.String(
        required=True, description="Why it cannot be rendered, or empty."
    )

    class Meta:
        description = (
            "What one person would read; links lead to examples, and codes are none."
        )
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_profile(root: Sample, _info: ResolveInfo) -> str:
        return node_id("CrmProfile", root.profile_id)

    @staticmethod
    def resolve_subject(root: Sample, _info: ResolveInfo) -> str:
        return root.rendered.subject if root.rendered else ""

    @staticmethod
    def resolve_html(root: Sample, _info: ResolveInfo) -> str:
        return root.rendered.html if root.rendered else ""

    @staticmethod
    def resolve_text(root: Sample, _info: ResolveInfo) -> str:
        return root.rendered.text if root.rendered else ""

    @staticmethod
    def resolve_fault(root: Sample, info: ResolveInfo) -> str:
        return worded(root.fault.sentence, info) if root.fault else ""


class CrmCampaignDryRun(BaseObjectType):
    """A look at what a campaign would do."""

    id = graphene.ID(required=True, description="The ID of the dry run.")
    version = graphene.Int(
        required=True, description="The version of the campaign that it looks at."
    )
    state = CrmCampaignDryRunStateEnum(required=True, description="How far it is.")
    people = graphene.Int(
        description="How many people it looks at; null until they are counted."
    )
    done = graphene.Int(required=True, description="How many it has looked at.")
    progress = graphene.Float(
        required=True, description="The part that it has looked at, 0 to 1."
    )
    report = graphene.Field(
        CrmCampaignDryRunReport, description="What it has found; null until it is done."
    )
    samples = NonNullList(
        CrmCampaignDryRunSample,
        first=graphene.Int(
            description=f"How many, of variants and languages in turn. At most {MOST_SAMPLES}; default 4."
        ),
        description=(
            "What some of them would read, rendered now. "
            "Requires MANAGE_USERS; null without it."
        ),
    )
    error = graphene.String(required=True, description="Why it failed, or empty.")
    author = graphene.String(
        required=True, description="Who asked for it: `user:` or `app:` and a number."
    )
    created_at = DateTime(required=True, description="When it was asked for.")
    finished_at = DateTime(description="When it was over.")

    class Meta:
        description = (
            "A look at what a campaign would do; nothing of it happens but this report."
        )
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: CampaignDryRun, _info: ResolveInfo) -> str:
        return node_id("CrmCampaignDryRun", root.pk)

    @staticmethod
    def resolve_progress(root: CampaignDryRun, _info: ResolveInfo) -> float:
        if root.state == DryRunState.DONE:
            return 1.0
        return min(root.done / root.people, 1.0) if root.people else 0.0

    @staticmethod
    def resolve_samples(
        root: CampaignDryRun, info: ResolveInfo, first: int = 4
    ) -> list[Sample] | None:
        if not 0 < first <= MOST_SAMPLES:
            raise refused_argument("first", Sentence("1 to {most}.", most=MOST_SAMPLES))
        # Whoever reads a sample reads that person's name and goods.
        if not is_allowed(info, AccountPermissions.MANAGE_USERS):
            return None
        # As the worker reads that renders what is sent; and nothing can be written by it.
        with allow_writer(), read_only():
            return samples_of(root, most=first, now=clock.now())


def _by_code(found: Mapping[str, Any], name: str) -> list[CrmCampaignDryRunCount]:
    return [
        CrmCampaignDryRunCount(code=code, people=people)
        for code, people in sorted(found.get(name, {}).items())
    ]


def _by_hour(found: Mapping[str, Any], name: str) -> list[CrmCampaignDryRunHour]:
    return [
        CrmCampaignDryRunHour(at=moment(hour), people=people)
        for hour, people in sorted(found.get(name, {}).items())
    ]


def _worth(stored: Mapping[str, Any]) -> dict[str, Any]:
    most = stored["most"]
    return {
        **stored,
        "value": Money(stored["value"]),
        "most": None if most is None else Money(most),
    }
