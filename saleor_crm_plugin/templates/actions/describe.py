"""Say anew what a template is called, what it is for, and which list it belongs to."""

import datetime
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from ...audit.actions import record_change
from ..errors import (
    Missing,
    NoWayOut,
    PropertiesChanged,
    TemplateInUse,
    TemplateNotFound,
)
from ..lint import faults_of
from ..models import Template, VersionStatus
from ..policies.properties import check_properties
from ..policies.purposes import needs_way_out
from ..queries import contents_of
from ..rendering import TemplateKind
from ..template_need import uses_of
from .drafts import SUBJECT


@dataclass(frozen=True, kw_only=True, slots=True)
class Description:
    """What is to be changed; None leaves it as it is. `list_code` is "" for none."""

    name: str | None = None
    purpose: str | None = None
    list_code: str | None = None


def describe_template(
    template_id: int,
    asked: Description,
    *,
    version: int | None = None,
    author: str,
    now: datetime.datetime,
) -> Template:
    """Change what is given; code, kind and what the template says stay as they are.

    Purpose and list are what readers have agreed to: they stay while a campaign or journey at work
    uses the template, and the published version must be fit for the new purpose. With `version`
    it refuses what somebody else has changed since. Locks the template. Audited. Raises
    TemplateNotFound, Missing, InvalidTemplate, PropertiesChanged, TemplateInUse and NoWayOut.
    """
    if not author.strip():
        raise Missing("author")
    given = _checked(asked)
    with transaction.atomic():
        row = Template.objects.select_for_update().filter(pk=template_id).first()
        if row is None:
            raise TemplateNotFound(template_id)
        if version is not None and version != row.version:
            raise PropertiesChanged(row.version)
        before = {name: getattr(row, name) for name in given}
        changed = {name for name in given if given[name] != before[name]}
        _refuse_in_use(row.code, changed)
        if "purpose" in changed:
            _refuse_without_way_out(row, given["purpose"])
        for name, value in given.items():
            setattr(row, name, value)
        row.version += 1
        row.save(update_fields=[*given, "version"])
        record_change(
            SUBJECT, row.pk, author=author, before=before, after=given, now=now
        )
    return row


def _checked(asked: Description) -> dict[str, Any]:
    given = {
        name: value.strip()
        for name, value in asdict(asked).items()
        if value is not None
    }
    check_properties(given)
    return given


def _refuse_in_use(template_code: str, changed: set[str]) -> None:
    bound = [
        field
        for name, field in (("purpose", "purpose"), ("list_code", "listCode"))
        if name in changed
    ]
    if not bound:
        return
    if uses := [f"{kind}: {name!r}" for kind, name in uses_of(template_code)]:
        raise TemplateInUse(bound[0], uses)


def _refuse_without_way_out(row: Template, purpose: str) -> None:
    if not needs_way_out(purpose) or needs_way_out(row.purpose):
        return
    published = row.versions.filter(status=VersionStatus.PUBLISHED).first()
    if published is None:
        return
    faults = faults_of(
        TemplateKind(row.kind),
        contents_of(published.pk),
        default_language=row.default_language,
        needs_way_out=True,
    )
    if any(fault.code == NoWayOut.code and not fault.is_warning for fault in faults):
        raise NoWayOut
