"""Make templates and write their drafts."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import IntegrityError, transaction
from pydantic import TypeAdapter, ValidationError

from ...audit.actions import record_change
from ...core.languages import normalized_language
from ...core.sentences import Sentence, sentence_about
from ..errors import (
    ChangedMeanwhile,
    InvalidTemplate,
    Missing,
    TemplateCodeTaken,
    TemplateNotFound,
)
from ..models import Template, TemplateContent, TemplateVersion, VersionStatus
from ..policies.fingerprint import fingerprint_of
from ..policies.properties import check_properties
from ..policies.variants import Variant
from ..rendering import Content, TemplateKind
from ..trait import attributes

SUBJECT = "template"
_VARIANTS = TypeAdapter(tuple[Variant, ...])


@dataclass(frozen=True, kw_only=True, slots=True)
class NewTemplate:
    """A template to make; `list_code` is "" where unsubscribing means the whole channel."""

    code: str
    name: str
    kind: TemplateKind
    purpose: str
    default_language: str = "en"
    list_code: str = ""


def create_template(
    asked: NewTemplate, *, author: str, now: datetime.datetime
) -> Template:
    """Make a template without any version. Raises TemplateCodeTaken, Missing, InvalidTemplate."""
    check_properties(asdict(asked))
    if not author.strip():
        raise Missing("author")
    values = asdict(asked) | {
        "default_language": normalized_language(asked.default_language)
    }
    try:
        with transaction.atomic():
            row = Template.objects.create(**values)
            record_change(
                SUBJECT, row.pk, author=author, before={}, after=values, now=now
            )
    except IntegrityError as error:
        if "code" not in str(error):
            raise
        raise TemplateCodeTaken(asked.code) from error
    return row


def save_draft(
    template_id: int,
    contents: Sequence[Content],
    *,
    variants: Sequence[dict[str, Any]] = (),
    author: str,
    based_on: str | None = None,
) -> TemplateVersion:
    """Write the template's one draft, in place of what was in it; faults are told at publishing.

    With `based_on`, the fingerprint of the newest version that was read ("" for none), it refuses
    to write over what somebody else has written since. Locks the template. Raises
    TemplateNotFound, InvalidTemplate, Missing and ChangedMeanwhile.
    """
    if not author.strip():
        raise Missing("author")
    checked = _checked_variants(variants)
    _refuse_twice(contents)
    with transaction.atomic():
        template = Template.objects.select_for_update().filter(pk=template_id).first()
        if template is None:
            raise TemplateNotFound(template_id)
        _refuse_unread(template, based_on)
        draft = _draft_of(template, author=author)
        draft.variants, draft.author = checked, author
        draft.save(update_fields=["variants", "author"])
        draft.contents.all().delete()
        TemplateContent.objects.bulk_create(
            TemplateContent(
                version=draft,
                **asdict(content) | {"language": normalized_language(content.language)},
            )
            for content in contents
        )
    return draft


def discard_draft(template_id: int) -> bool:
    """Throw the draft away; say whether there was one."""
    with transaction.atomic():
        if not Template.objects.select_for_update().filter(pk=template_id).exists():
            raise TemplateNotFound(template_id)
        drafts = TemplateVersion.objects.filter(
            template_id=template_id, status=VersionStatus.DRAFT
        )
        return bool(drafts.delete()[0])


def _refuse_unread(template: Template, based_on: str | None) -> None:
    if based_on is None:
        return
    newest = template.versions.order_by("-number").first()
    if newest is None:
        if based_on:
            raise ChangedMeanwhile("Somebody")
        return
    contents: list[Mapping[str, str]] = [
        {name: str(value) for name, value in row.items()}
        for row in newest.contents.values(
            "language", "variant", "subject", "preheader", "body", "text"
        )
    ]
    if fingerprint_of(newest.variants, contents) != based_on:
        raise ChangedMeanwhile(newest.author)


def _checked_variants(variants: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    try:
        checked = _VARIANTS.validate_python(list(variants))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in ("variants", *first["loc"]))
        raise InvalidTemplate(
            Sentence("{place}: {problem}", place=place, problem=sentence_about(first)),
            field="variants",
        ) from error
    known = attributes()
    for condition in (one for variant in checked for one in variant.conditions):
        if condition.attribute not in known:
            message = Sentence(
                "{attribute!r} is none of: {known}.",
                attribute=condition.attribute,
                known=", ".join(known),
            )
            raise InvalidTemplate(message, field="variants")
    codes = [variant.code for variant in checked]
    if twice := next((code for code in codes if codes.count(code) > 1), None):
        raise InvalidTemplate(
            Sentence("The variant {twice!r} is there twice.", twice=twice),
            field="variants",
        )
    return [variant.model_dump(mode="json") for variant in checked]


def _refuse_twice(contents: Sequence[Content]) -> None:
    seen: set[tuple[str, str]] = set()
    for content in contents:
        key = (normalized_language(content.language), content.variant)
        if not key[0]:
            raise Missing("language")
        if key in seen:
            message = Sentence(
                "{key!r} is there twice for the variant {variant!r}.",
                key=key[0],
                variant=content.variant,
            )
            raise InvalidTemplate(message, field="contents")
        seen.add(key)


def _draft_of(template: Template, *, author: str) -> TemplateVersion:
    versions = template.versions.order_by("-number")
    draft = versions.filter(status=VersionStatus.DRAFT).first()
    if draft is not None:
        return draft
    newest = versions.first()
    return TemplateVersion.objects.create(
        template=template,
        number=newest.number + 1 if newest else 1,
        status=VersionStatus.DRAFT,
        author=author,
    )
