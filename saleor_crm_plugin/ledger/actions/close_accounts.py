"""End all of a person's points, because the account is closed."""

import datetime

from django.db import transaction
from django.db.models import Q

from .. import policies
from ..kinds import TransactionKind
from ..lock_objects import open_desk
from ..models import Account, Lot, Remark
from ..writing import Cause, Entry, write

REASON = "account closed"


def close_accounts(
    profile_id: int,
    *,
    author: str,
    now: datetime.datetime,
    book_id: int | None = None,
    reason: str = REASON,
) -> int:
    """Let a profile's open points expire in one book or in every one; return how many they were.

    What is reserved or burned expires when it comes back. Running it again finds nothing left to do.
    Locks accounts, then lots.
    """
    with transaction.atomic():
        accounts = Account.objects.filter(profile_id=profile_id)
        if book_id is not None:
            accounts = accounts.filter(book_id=book_id)
        running = Lot.objects.filter(account__in=accounts).filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=now)
        )
        books = accounts.values_list("book_id", flat=True)
        desk = open_desk(
            members={(book, profile_id) for book in books},
            # Also lots without open points: something may come back to them later.
            lot_ids=lambda: list(running.values_list("id", flat=True)),
        )
        entries: list[Entry] = []
        for account in desk.accounts.values():
            points = policies.close(desk.sheet, account.id, now=now)
            if points:
                cause = Cause(
                    book_id=account.book_id,
                    key=f"closed:{account.id}.{account.posting_count}",
                    occurred_at=now,
                )
                entries.append(
                    Entry(
                        kind=TransactionKind.EXPIRE,
                        cause=cause,
                        account_id=account.id,
                        points=points,
                        moves=desk.sheet.take_moves(),
                    )
                )
        ids = write(desk.sheet, entries)
        Remark.objects.bulk_create(
            Remark(transaction_id=row, reason=reason, author=author) for row in ids
        )
    return sum(entry.points for entry in entries)
