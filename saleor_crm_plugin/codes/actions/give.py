"""Give codes, a thousand at a time, each once: a unique key decides."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import connections, transaction

from ...saleor_adapter.arrays import int_array
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.vouchers import (
    MAX_CODES,
    CodeOffer,
    add_codes,
    draw_codes,
    end_of_codes,
)
from ..given import CodeFor, GivenCode
from ..queries import codes_for

MAX_ROUNDS = 5

# In the order of the keys, so that two who give at once wait in one direction only. Whoever is
# given a code by somebody else at this moment is waited for, and then left out.
CLAIM = """
INSERT INTO crm_issued_code (
    source_kind, source_id, occurrence, step, profile_id, voucher_id, code, issued_at, expires_at,
    look_at
)
SELECT %(kind)s, wanted.source_id, wanted.occurrence, wanted.step, wanted.profile_id, %(voucher)s,
       wanted.code, %(now)s, %(end)s, %(end)s
FROM unnest(%(sources)s::bigint[], %(occurrences)s::bigint[], %(profiles)s::bigint[],
            %(steps)s::text[], %(codes)s::text[])
     AS wanted (source_id, occurrence, profile_id, step, code)
ORDER BY wanted.source_id, wanted.occurrence
ON CONFLICT (source_kind, source_id, occurrence) DO NOTHING
RETURNING id, source_id, occurrence, code
"""


def give_codes(
    kind: str, wanted: Sequence[CodeFor], offer: CodeOffer, *, now: datetime.datetime
) -> dict[tuple[int, int], GivenCode]:
    """Give each of them one code of the offer; return all codes by (source, occurrence).

    Idempotent by the key: whoever has a code keeps it, whatever the offer says this time, so a call
    that was killed half-way is repeated. Codes and whose they are stand or fall together, and with
    the caller's transaction. At most five statements per thousand. Locks our rows by key, then the
    shop's codes. Raises VoucherRefused where somebody still has to get a code.
    """
    given: dict[tuple[int, int], GivenCode] = {}
    with transaction.atomic(using=WRITER):
        for start in range(0, len(wanted), MAX_CODES):
            given |= _give(kind, wanted[start : start + MAX_CODES], offer, now)
    return given


def _give(
    kind: str, wanted: Sequence[CodeFor], offer: CodeOffer, now: datetime.datetime
) -> dict[tuple[int, int], GivenCode]:
    given = codes_for(kind, wanted)
    missing = list({one.key: one for one in wanted if one.key not in given}.values())
    if not missing:
        return given
    shared = {
        "kind": kind,
        "voucher": offer.voucher_id,
        "end": end_of_codes(offer, now=now),
        "now": now,
    }
    given |= _give_new(missing, shared)
    # The others were given theirs by somebody else meanwhile.
    late = [one for one in missing if one.key not in given]
    return given | codes_for(kind, late) if late else given


def _give_new(
    missing: Sequence[CodeFor], shared: dict[str, Any]
) -> dict[tuple[int, int], GivenCode]:
    # Codes are drawn from so many that a second round is nearly never needed.
    for _ in range(MAX_ROUNDS):
        with transaction.atomic(using=WRITER):
            claimed = _claim(missing, shared)
            codes = [one.code for one in claimed.values()]
            if len(add_codes(shared["voucher"], codes, now=shared["now"])) == len(
                codes
            ):
                return claimed
            transaction.set_rollback(True, using=WRITER)
    raise RuntimeError("Five times in a row, codes that were drawn were taken.")


def _claim(
    missing: Sequence[CodeFor], shared: dict[str, Any]
) -> dict[tuple[int, int], GivenCode]:
    parameters = {
        **shared,
        "sources": int_array(one.source_id for one in missing),
        "occurrences": int_array(one.occurrence for one in missing),
        "profiles": int_array(one.profile_id for one in missing),
        "steps": [one.step for one in missing],
        "codes": draw_codes(len(missing)),
    }
    with connections[WRITER].cursor() as cursor:
        cursor.execute(CLAIM, parameters)
        return {
            (source_id, occurrence): GivenCode(
                id=code_id, code=code, expires_at=shared["end"]
            )
            for code_id, source_id, occurrence, code in cursor.fetchall()
        }
