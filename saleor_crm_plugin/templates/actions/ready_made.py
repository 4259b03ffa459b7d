"""Put the package's own templates into the shop, without touching what staff made of them."""

import datetime
from collections.abc import Collection

from django.db import transaction

from ..errors import TemplateNotFound
from ..models import Template
from ..ready_made_files import ReadyMade, ready_made
from .drafts import NewTemplate, create_template, save_draft
from .publish import publish_draft

DEFAULT_LANGUAGE = "en"


def install_ready_made(
    codes: Collection[str], *, author: str, now: datetime.datetime
) -> list[Template]:
    """Make and publish those that the shop does not have yet; idempotent.

    A template that is there stays as it is, also when it was changed or archived. Returns what
    was made. Raises TemplateNotFound for a code that is no ready-made template's.
    """
    known = ready_made()
    for code in codes:
        if code not in known:
            raise TemplateNotFound(code)
    there = set(Template.objects.filter(code__in=codes).values_list("code", flat=True))
    missing = [known[code] for code in sorted(set(codes) - there)]
    with transaction.atomic():
        return [_install(one, author=author, now=now) for one in missing]


def _install(one: ReadyMade, *, author: str, now: datetime.datetime) -> Template:
    asked = NewTemplate(
        code=one.code,
        name=one.name,
        kind=one.kind,
        purpose=one.purpose,
        default_language=DEFAULT_LANGUAGE,
        list_code=one.list_code,
    )
    template = create_template(asked, author=author, now=now)
    save_draft(template.pk, one.contents, author=author)
    publish_draft(template.pk, author=author, now=now)
    return template
