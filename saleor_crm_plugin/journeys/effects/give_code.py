"""Issue a single-use code to the person, and remember whose it is."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ...codes.actions.give import give_codes
from ...codes.given import CodeFor
from ...saleor_adapter.vouchers import CodeOffer
from ..effect import Effect, Placed, Writer, writers
from .queue_message import SOURCE_KIND


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
            expires_at = now + datetime.timedelta(days=effect.valid_days)
            offer = CodeOffer(voucher_id=effect.voucher_id, expires_at=expires_at)
            give_codes(SOURCE_KIND, [_wanted(one) for one in several], offer, now=now)


def _wanted(placed: Placed[GiveCode]) -> CodeFor:
    passage = placed.passage
    return CodeFor(
        source_id=passage.id,
        occurrence=passage.visit,
        profile_id=passage.profile_id,
        step=passage.step,
    )
