"""The rules that books never break, as plain SQL of the tests' own."""

from django.db import connection

# name → SQL that yields a row for everything that breaks it.
INVARIANTS = {
    "all accounts sum to zero": """
        SELECT book_id FROM crm_ledger_account WHERE book_id = %(book)s GROUP BY book_id
        HAVING sum(issued + pending + available + reserved + burned + expired
                   + clawed_back + owed) <> 0""",
    "pending, available and reserved are never below zero": """
        SELECT id FROM crm_ledger_account
        WHERE book_id = %(book)s AND least(pending, available, reserved) < 0""",
    "balances are the sums of their postings": """
        WITH legs AS (
            SELECT account_id, destination AS kind, points FROM crm_ledger_posting
            UNION ALL SELECT account_id, source, -points FROM crm_ledger_posting
        ), stored AS (
            SELECT a.id AS account_id, b.kind, b.points FROM crm_ledger_account a,
            LATERAL (VALUES ('issued', issued), ('pending', pending), ('available', available),
                ('reserved', reserved), ('burned', burned), ('expired', expired),
                ('clawed_back', clawed_back), ('owed', owed)) AS b(kind, points)
            WHERE a.book_id = %(book)s
        )
        SELECT s.account_id, s.kind FROM stored s LEFT JOIN legs l USING (account_id, kind)
        GROUP BY s.account_id, s.kind, s.points HAVING s.points <> coalesce(sum(l.points), 0)""",
    "open lots are what the member holds": """
        SELECT a.id FROM crm_ledger_account a LEFT JOIN crm_ledger_lot l ON l.account_id = a.id
        WHERE a.book_id = %(book)s GROUP BY a.id
        HAVING a.pending + a.available + a.reserved
            <> coalesce(sum(l.pending + l.available + l.reserved), 0)""",
    "what was issued is somewhere": """
        SELECT book_id FROM crm_ledger_account WHERE book_id = %(book)s GROUP BY book_id
        HAVING -sum(issued) <> sum(pending) + sum(available) + sum(reserved) + sum(burned)
            + sum(expired) + sum(clawed_back) + sum(owed) OR sum(owed) > 0""",
    "postings are numbered without a gap": """
        SELECT a.id FROM crm_ledger_account a LEFT JOIN crm_ledger_posting p
            ON p.account_id = a.id
        WHERE a.book_id = %(book)s GROUP BY a.id
        HAVING count(p.id) <> a.posting_count OR coalesce(max(p.ordinal), 0) <> a.posting_count""",
    "a posting stays in its book": """
        SELECT p.id FROM crm_ledger_posting p
        JOIN crm_ledger_transaction t ON t.id = p.transaction_id
        JOIN crm_ledger_account a ON a.id = p.account_id
        JOIN crm_ledger_lot l ON l.id = p.lot_id
        WHERE t.book_id = %(book)s AND (a.book_id <> t.book_id OR l.book_id <> t.book_id)""",
    "what is recalled was paid, is owed, or was forgiven": """
        SELECT l.id FROM crm_ledger_lot l
        LEFT JOIN crm_ledger_posting p ON p.for_lot_id = l.id
        WHERE l.book_id = %(book)s GROUP BY l.id
        HAVING l.recalled <> l.forgiven + coalesce(
            sum(CASE WHEN p.destination = 'clawed_back' THEN p.points ELSE -p.points END), 0)""",
}


def broken_invariants(book_id: int) -> list[str]:
    """Return the names of the rules that a book breaks."""
    broken = []
    with connection.cursor() as cursor:
        for name, sql in INVARIANTS.items():
            cursor.execute(sql, {"book": book_id})
            if cursor.fetchall():
                broken.append(name)
    return broken
