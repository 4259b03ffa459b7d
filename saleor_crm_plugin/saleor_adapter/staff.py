"""Which of the shop's accounts are staff."""

from collections.abc import Collection

from saleor.account.models import User

from .db import WRITER


def staff_among(user_ids: Collection[int], *, using: str = WRITER) -> set[int]:
    """Return those of the accounts that are staff now; one query."""
    staff = User.objects.using(using).filter(id__in=user_ids, is_staff=True)
    return set(staff.values_list("id", flat=True))
