"""Agree, or not, on a device that nobody is signed in on."""

import datetime

from django.db import connections, transaction

from ...consent.errors import WordingNotFound
from ...consent.models import ConsentWording
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.private_hash import text_hash
from ..models import Visitor
from ..told import check_visitor
from .forget import UNCLAIMED


def let_visitor_agree(
    visitor: str, *, wording_id: int | None, now: datetime.datetime
) -> None:
    """Note that profiling was agreed to on a device, by the words that were shown there.

    Counts while nobody is signed in: a person's own word is a consent of theirs. Idempotent; the
    first moment stays. Locks the visitor. Raises InvalidVisitor and WordingNotFound.
    """
    check_visitor(visitor)
    if wording_id is not None and not ConsentWording.objects.filter(pk=wording_id):
        raise WordingNotFound(wording_id)
    visitor_hash = text_hash(visitor)
    with transaction.atomic(using=WRITER):
        Visitor.objects.bulk_create(
            [Visitor(visitor_hash=visitor_hash, seen_at=now)], ignore_conflicts=True
        )
        row = Visitor.objects.select_for_update().get(visitor_hash=visitor_hash)
        if row.agreed_at is None:
            row.agreed_at, row.wording_id = now, wording_id
            row.save(update_fields=["agreed_at", "wording_id"])


def let_visitor_refuse(visitor: str) -> None:
    """Forget what nobody was signed in for on a device, and note nothing more of it. Idempotent.

    Of a device that never agreed nothing is written down. Locks the visitor. Raises
    InvalidVisitor.
    """
    check_visitor(visitor)
    with transaction.atomic(using=WRITER):
        rows = Visitor.objects.select_for_update()
        row = rows.filter(visitor_hash=text_hash(visitor)).first()
        if row is None:
            return
        with connections[WRITER].cursor() as cursor:
            cursor.execute(UNCLAIMED, ([row.pk],))
        row.agreed_at, row.wording_id = None, None
        row.save(update_fields=["agreed_at", "wording_id"])
