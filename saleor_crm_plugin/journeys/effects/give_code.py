"""Issue a single-use code to the person, and remember whose it is."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ...saleor_adapter.vouchers import MAX_CODES, CodeOffer, issue_codes
from ..effect import Effect, Placed, Writer, writers
from ..models import IssuedCode


@dataclass(frozen=True, slots=True)
class GiveCode(Effect):
    """A code in a voucher of the merchant's, to be withdrawn after so many days."""

    voucher_id: int
    valid_days: int


@writers.register
class CodeWriter(Writer[GiveCode]):
    """Before messages, which carry the codes.

    Codes and whose they are stand or fall with the caller's transaction.
    """

    code = "give_code"
    effect = GiveCode
    position = 10

    def write(
        self, placed: Sequence[Placed[GiveCode]], *, now: datetime.datetime
    ) -> None:
        wanted: dict[GiveCode, list[Placed[GiveCode]]] = defaultdict(list)
        for one in placed:
            wanted[one.effect].append(one)
        for effect, several in sorted(wanted.items(), key=lambda pair: str(pair[0])):
            _issue(effect, several, now)


def _issue(
    effect: GiveCode, placed: Sequence[Placed[GiveCode]], now: datetime.datetime
) -> None:
    expires_at = now + datetime.timedelta(days=effect.valid_days)
    offer = CodeOffer(voucher_id=effect.voucher_id, expires_at=expires_at)
    for start in range(0, len(placed), MAX_CODES):
        some = placed[start : start + MAX_CODES]
        issued = issue_codes(offer, len(some), now=now)
        IssuedCode.objects.bulk_create(
            IssuedCode(
                enrollment_id=one.passage.id,
                visit=one.passage.visit,
                step=one.passage.step,
                profile_id=one.passage.profile_id,
                voucher_id=code.voucher_id,
                code=code.code,
                issued_at=now,
                expires_at=code.expires_at,
            )
            for one, code in zip(some, issued, strict=True)
        )
