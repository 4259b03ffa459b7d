"""Every posting of a program's points that touched a member, member by member."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...loyalty.errors import ProgramNotFound
from ...loyalty.models import Program
from ...saleor_adapter.reading import read_rows
from ..export import PAGE, Export, exports

COLUMNS = ("time", "profile", "kind", "from", "to", "points", "for")
BOOK = "SELECT book_id FROM crm_program WHERE id = %(program)s"
POSTINGS = f"""
SELECT json_build_array(posting.account_id, posting.ordinal) AS place, to_char(moved.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS time,
       profile.public_id::text AS profile, moved.kind, posting.source AS "from",
       posting.destination AS "to", posting.points, lot.source AS "for"
FROM crm_ledger_posting AS posting
JOIN crm_ledger_transaction AS moved ON moved.id = posting.transaction_id
JOIN crm_ledger_account AS account ON account.id = posting.account_id
JOIN crm_profile AS profile ON profile.id = account.profile_id
JOIN crm_ledger_lot AS lot ON lot.id = posting.lot_id
WHERE account.book_id = ({BOOK}) AND account.profile_id IS NOT NULL
  AND (posting.account_id, posting.ordinal) > (%(account)s, %(ordinal)s)
ORDER BY posting.account_id, posting.ordinal LIMIT %(limit)s
"""  # noqa: S608 only constants of this module


@exports.register
class PointsHistory(Export):
    code = "points_history"
    label = "History of points"
    needs = "program"

    def check(self, subject: int) -> None:
        if not Program.objects.filter(pk=subject).exists():
            raise ProgramNotFound(subject)

    def header(self, subject: int, using: str) -> Sequence[str]:
        return COLUMNS

    def page(self, subject: int, after: Any, using: str) -> Sequence[Mapping[str, Any]]:
        account, ordinal = after or (0, 0)
        asked = {
            "program": subject,
            "account": account,
            "ordinal": ordinal,
            "limit": PAGE,
        }
        return read_rows(POSTINGS, asked, using)
