"""Put a draft in force, bring an earlier version back, take a template out of use and back."""

import datetime

from django.db import transaction

from ...audit.actions import record_change
from ..errors import FaultyTemplate, Missing, TemplateNotFound, VersionNotFound
from ..lint import faults_of
from ..models import Template, TemplateVersion, VersionStatus
from ..policies.purposes import needs_way_out
from ..queries import contents_of
from ..rendering import TemplateKind
from .drafts import SUBJECT, save_draft


def publish_draft(
    template_id: int, *, author: str, now: datetime.datetime
) -> TemplateVersion:
    """Publish the draft and retire the version before; messages under way keep theirs.

    Locks the template. Raises TemplateNotFound, VersionNotFound (no draft), FaultyTemplate with
    every fault, Missing.
    """
    if not author.strip():
        raise Missing("author")
    with transaction.atomic():
        template = Template.objects.select_for_update().filter(pk=template_id).first()
        if template is None:
            raise TemplateNotFound(template_id)
        versions = template.versions.all()
        draft = versions.filter(status=VersionStatus.DRAFT).first()
        if draft is None:
            raise VersionNotFound(0)
        _refuse_faults(template, draft)
        before = versions.filter(status=VersionStatus.PUBLISHED).first()
        versions.filter(status=VersionStatus.PUBLISHED).update(
            status=VersionStatus.RETIRED
        )
        draft.status, draft.published_at, draft.author = (
            VersionStatus.PUBLISHED,
            now,
            author,
        )
        draft.save(update_fields=["status", "published_at", "author"])
        record_change(
            SUBJECT,
            template.pk,
            author=author,
            before={"published": before.number} if before else {},
            after={"published": draft.number},
            now=now,
        )
    return draft


def republish(
    template_id: int, number: int, *, author: str, now: datetime.datetime
) -> TemplateVersion:
    """Publish what an earlier version said, as a new version; an open draft is overwritten.

    Raises as `publish_draft`, and VersionNotFound for an unknown number.
    """
    with transaction.atomic():
        earlier = TemplateVersion.objects.filter(
            template_id=template_id, number=number
        ).first()
        if earlier is None:
            raise VersionNotFound(number)
        save_draft(
            template_id,
            contents_of(earlier.pk),
            variants=earlier.variants,
            author=author,
        )
        return publish_draft(template_id, author=author, now=now)


def archive_template(
    template_id: int, *, author: str, now: datetime.datetime
) -> Template:
    """Take a template out of the lists and out of use; idempotent. Raises TemplateNotFound."""
    with transaction.atomic():
        template = Template.objects.select_for_update().filter(pk=template_id).first()
        if template is None:
            raise TemplateNotFound(template_id)
        if template.archived_at is None:
            template.archived_at = now
            template.save(update_fields=["archived_at"])
            record_change(
                SUBJECT,
                template.pk,
                author=author,
                before={"archived_at": None},
                after={"archived_at": now},
                now=now,
            )
    return template


def restore_template(
    template_id: int, *, author: str, now: datetime.datetime
) -> Template:
    """Put an archived template back into use, as it was; idempotent. Raises TemplateNotFound."""
    with transaction.atomic():
        template = Template.objects.select_for_update().filter(pk=template_id).first()
        if template is None:
            raise TemplateNotFound(template_id)
        if template.archived_at is not None:
            before = template.archived_at
            template.archived_at = None
            template.save(update_fields=["archived_at"])
            record_change(
                SUBJECT,
                template.pk,
                author=author,
                before={"archived_at": before},
                after={"archived_at": None},
                now=now,
            )
    return template


def _refuse_faults(template: Template, draft: TemplateVersion) -> None:
    faults = faults_of(
        TemplateKind(template.kind),
        contents_of(draft.pk),
        default_language=template.default_language,
        needs_way_out=needs_way_out(template.purpose),
    )
    if grave := [fault for fault in faults if not fault.is_warning]:
        raise FaultyTemplate(grave)
