"""The database's own part of the books: two functions that post, and triggers that refuse."""

KINDS = (
    "issued",
    "pending",
    "available",
    "reserved",
    "burned",
    "expired",
    "clawed_back",
    "owed",
)


def _change(kind: str) -> str:
    """Return SQL for what postings do to one account."""
    return (
        f"(coalesce(sum(points) FILTER (WHERE destination = '{kind}'), 0)"
        f" - coalesce(sum(points) FILTER (WHERE source = '{kind}'), 0))::bigint"
    )


_CHANGES = ", ".join(f"{_change(kind)} AS {kind}" for kind in KINDS)
_ADD = ", ".join(f"{kind} = a.{kind} + c.{kind}" for kind in KINDS)
_NEW = ", ".join(f"NEW.{kind}" for kind in KINDS)
_COLUMNS = ", ".join(KINDS)
_LESS = ", ".join(f"-{kind}" for kind in KINDS)
_LESS_POSTED = ", ".join(
    f"CASE '{kind}' WHEN source THEN points WHEN destination THEN -points ELSE 0 END"
    for kind in KINDS
)
_ALL_POSTED = ", ".join(_change(kind) for kind in KINDS)
_SUMS = ", ".join(f"sum({kind})" for kind in KINDS)
_ZEROS = ", ".join("0" for _ in KINDS)

# One call opens lots for any number of grants. plpgsql, because the plans are kept per session
# (Django prepares nothing), and each statement inside sees what was committed while it waited for
# locks. Locks: accounts by id. Plans are kept from a time when the tables may have been empty, so
# their shape is fixed here: each asked row looks into an index once (LATERAL, OFFSET 0, no scans),
# which is right for any number of grants and members.
ACCRUE = """
CREATE FUNCTION crm_ledger_accrue(
    verb text, grants jsonb, member_count int, at timestamptz
) RETURNS TABLE (
    "position" int, transaction_id bigint, lot_id bigint,
    is_new boolean, is_same boolean, owes boolean
) LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
    asked crm_ledger_grant[];
    members bigint[];
    counted int;
BEGIN
    SELECT array_agg(g) INTO asked
    FROM jsonb_populate_recordset(NULL::crm_ledger_grant, grants) g;

    LOOP
        SELECT array_agg(a.id) INTO members
        FROM (SELECT DISTINCT g.book_id, g.profile_id FROM unnest(asked) g) m
        CROSS JOIN LATERAL (
            SELECT a.id FROM crm_ledger_account a
            WHERE a.book_id = m.book_id AND a.profile_id = m.profile_id OFFSET 0
        ) a;
        SELECT count(*) INTO counted FROM (
            SELECT FROM crm_ledger_account a WHERE a.id = ANY(members)
            ORDER BY a.id FOR UPDATE
        ) locked;

        -- Where keys were used before, the call tells what they stand for and writes nothing.
        IF EXISTS (
            SELECT FROM unnest(asked) g CROSS JOIN LATERAL (
                SELECT FROM crm_ledger_transaction t
                WHERE t.book_id = g.book_id AND t.kind = verb AND t.key = g.key OFFSET 0
            ) t
        ) THEN
            RETURN QUERY
                SELECT g.nth, t.id, t.lot_id, false,
                       (a.profile_id, t.points, l.source, l.part)
                       IS NOT DISTINCT FROM (g.profile_id, g.points, g.source, g.part),
                       false
                FROM unnest(asked) g CROSS JOIN LATERAL (
                    SELECT t.id, t.lot_id, t.points, t.account_id
                    FROM crm_ledger_transaction t
                    WHERE t.book_id = g.book_id AND t.kind = verb AND t.key = g.key OFFSET 0
                ) t
                JOIN crm_ledger_account a ON a.id = t.account_id
                LEFT JOIN crm_ledger_lot l ON l.id = t.lot_id;
            RETURN;
        END IF;

        EXIT WHEN counted = member_count;
        INSERT INTO crm_ledger_account (book_id, profile_id)
        SELECT DISTINCT g.book_id, g.profile_id FROM unnest(asked) g ORDER BY 1, 2
        ON CONFLICT (book_id, profile_id) DO NOTHING;
    END LOOP;

    RETURN QUERY
    WITH granted AS MATERIALIZED (
        -- Lots are numbered as they were asked for: the number decides between equal lots.
        SELECT o.*, nextval('crm_ledger_transaction_id_seq') AS transaction_id,
               nextval('crm_ledger_lot_id_seq') AS lot_id
        FROM (
            SELECT g.*, a.id AS account_id, a.posting_count + g.nth_of_member AS ordinal,
                   coalesce(g.available_at <= at, true) AS at_once, a.owed < 0 AS owes
            FROM unnest(asked) g CROSS JOIN LATERAL (
                SELECT a.id, a.posting_count, a.owed FROM crm_ledger_account a
                WHERE a.book_id = g.book_id AND a.profile_id = g.profile_id OFFSET 0
            ) a
            ORDER BY g.nth
        ) o
    ), transactions AS (
        INSERT INTO crm_ledger_transaction
               (id, book_id, kind, key, account_id, lot_id, points, occurred_at)
        SELECT g.transaction_id, g.book_id, verb, g.key, g.account_id, g.lot_id, g.points,
               g.occurred_at
        FROM granted g
    ), lots AS (
        INSERT INTO crm_ledger_lot
               (id, book_id, account_id, kind, source, part, sequence, rule, earned_at,
                available_at, expires_at, is_available, granted, pending, available)
        SELECT g.lot_id, g.book_id, g.account_id, verb, g.source, g.part,
               g.nth_of_cause + (
                   SELECT coalesce(max(l.sequence), 0) FROM crm_ledger_lot l
                   WHERE l.book_id = g.book_id AND l.source = g.source AND l.part = g.part),
               g.rule, g.occurred_at, g.available_at, g.expires_at, g.at_once, g.points,
               CASE WHEN g.at_once THEN 0 ELSE g.points END,
               CASE WHEN g.at_once THEN g.points ELSE 0 END
        FROM granted g
    ), balances AS (
        UPDATE crm_ledger_account a
        SET issued = a.issued - c.points,
            pending = a.pending + c.points - c.available,
            available = a.available + c.available,
            posting_count = a.posting_count + c.postings
        FROM (
            SELECT g.account_id, count(*) AS postings, sum(g.points)::bigint AS points,
                   coalesce(sum(g.points) FILTER (WHERE g.at_once), 0)::bigint AS available
            FROM granted g GROUP BY g.account_id
        ) c
        WHERE a.id = c.account_id
    ), postings AS (
        INSERT INTO crm_ledger_posting
               (transaction_id, account_id, ordinal, lot_id, source, destination, points)
        SELECT g.transaction_id, g.account_id, g.ordinal, g.lot_id,
               'issued', CASE WHEN g.at_once THEN 'available' ELSE 'pending' END, g.points
        FROM granted g
    )
    SELECT g.nth, g.transaction_id, g.lot_id, true, true, g.owes AND g.at_once FROM granted g;
END $$
"""

GRANT = """
CREATE TYPE crm_ledger_grant AS (
    nth int, nth_of_member int, nth_of_cause int, book_id bigint, profile_id bigint, key text,
    source text, part text, points bigint, available_at timestamptz, expires_at timestamptz,
    rule jsonb, occurred_at timestamptz
)
"""

# The writer of every other verb. The caller has planned under the locks of all accounts and
# lots concerned; balances are summed from the very postings that are inserted.
POST = f"""
CREATE FUNCTION crm_ledger_post(transactions jsonb, postings jsonb, lots jsonb)
RETURNS bigint[] LANGUAGE plpgsql SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
    ids bigint[];
BEGIN
    SELECT array_agg(nextval('crm_ledger_transaction_id_seq') ORDER BY n)
    INTO ids FROM generate_series(1, jsonb_array_length(transactions)) n;

    INSERT INTO crm_ledger_transaction
           (id, book_id, kind, key, account_id, counterpart_id, lot_id, reverses_id,
            points, shortfall, occurred_at)
    SELECT ids[t.nth], t.book_id, t.kind, t.key, t.account_id, t.counterpart_id, t.lot_id,
           t.reverses_id, t.points, t.shortfall, t.occurred_at
    FROM jsonb_to_recordset(transactions) AS t(
        nth int, book_id bigint, kind text, key text, account_id bigint, counterpart_id bigint,
        lot_id bigint, reverses_id bigint, points bigint, shortfall bigint,
        occurred_at timestamptz);

    WITH moves AS MATERIALIZED (
        SELECT m.*, row_number() OVER (PARTITION BY m.account_id ORDER BY m.nth) AS nth_of_member
        FROM jsonb_to_recordset(postings) AS m(
            nth int, transaction int, account_id bigint, lot_id bigint, source text,
            destination text, points bigint, for_lot_id bigint)
    ), changes AS (
        SELECT account_id, count(*) AS postings, {_CHANGES} FROM moves GROUP BY account_id
    ), numbered AS (
        UPDATE crm_ledger_account a
        SET {_ADD}, posting_count = a.posting_count + c.postings
        FROM changes c WHERE a.id = c.account_id
        RETURNING a.id, a.posting_count - c.postings AS before
    )
    INSERT INTO crm_ledger_posting
           (transaction_id, account_id, ordinal, lot_id, for_lot_id, source, destination, points)
    SELECT ids[m.transaction], m.account_id, n.before + m.nth_of_member, m.lot_id, m.for_lot_id,
           m.source, m.destination, m.points
    FROM moves m JOIN numbered n ON n.id = m.account_id;

    UPDATE crm_ledger_lot l
    SET account_id = s.account_id, available_at = s.available_at, expires_at = s.expires_at,
        is_available = s.is_available, pending = s.pending, available = s.available,
        reserved = s.reserved, burned = s.burned, expired = s.expired,
        clawed_back = s.clawed_back, owed = s.owed, recalled = s.recalled,
        forgiven = s.forgiven, shortfall_policy = s.shortfall_policy
    FROM jsonb_to_recordset(lots) AS s(
        id bigint, account_id bigint, available_at timestamptz, expires_at timestamptz,
        is_available boolean, pending bigint, available bigint, reserved bigint, burned bigint,
        expired bigint, clawed_back bigint, owed bigint, recalled bigint, forgiven bigint,
        shortfall_policy text)
    WHERE l.id = s.id;
    RETURN ids;
END $$
"""  # noqa: S608

REFUSE_CHANGE = """
CREATE FUNCTION crm_ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% keeps its rows as they are: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$
"""

# Fires after each statement that changes balances, for all its members at once. The postings
# numbered since the balances were last what they were must explain the change exactly. A change
# that they do not explain is allowed in one case: it makes the balances what all postings say (a
# repair). OFFSET keeps the postings a look into one index per member, however many there are.
CHECK_BALANCES = f"""
CREATE FUNCTION crm_ledger_check_balances() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off AS $$
DECLARE
    unexplained bigint[];
    wrong bigint;
BEGIN
    SELECT array_agg(account_id) INTO unexplained FROM (
        SELECT account_id FROM (
            SELECT id AS account_id, posting_count, {_COLUMNS} FROM changed_to
            UNION ALL
            SELECT id, -posting_count, {_LESS} FROM changed_from
            UNION ALL
            SELECT f.id, -1, {_LESS_POSTED} FROM changed_from f CROSS JOIN LATERAL (
                SELECT source, destination, points FROM crm_ledger_posting
                WHERE account_id = f.id AND ordinal > f.posting_count OFFSET 0
            ) p
        ) s
        GROUP BY account_id HAVING ({_SUMS}, sum(posting_count)) <> ({_ZEROS}, 0)
    ) x;
    IF unexplained IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT id INTO wrong FROM changed_to t
    WHERE id = ANY(unexplained) AND ({_COLUMNS}, posting_count) <> (
        SELECT {_ALL_POSTED}, count(*) FROM crm_ledger_posting WHERE account_id = t.id
    );
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'the balances of ledger account % do not match its postings', wrong
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$
"""  # noqa: S608

OPEN_EMPTY = """
CREATE FUNCTION crm_ledger_refuse_points() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a ledger account opens without points'
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""

CHECK_NUMBERS = """
CREATE FUNCTION crm_ledger_check_numbers() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off AS $$
BEGIN
    IF EXISTS (
        SELECT FROM written w LEFT JOIN crm_ledger_account a ON a.id = w.account_id
        WHERE a.id IS NULL OR w.ordinal > a.posting_count OR w.ordinal < 1
    ) THEN
        RAISE EXCEPTION 'a posting without a change of its balances'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$
"""

_NEVER_CHANGED = ("crm_ledger_transaction", "crm_ledger_posting")
_NEVER_DELETED = ("crm_ledger_account", "crm_ledger_lot")

TRIGGERS = [
    *(
        f"CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION crm_ledger_refuse_change()"
        for table in _NEVER_CHANGED
    ),
    *(
        f"CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION crm_ledger_refuse_change()"
        for table in _NEVER_DELETED
    ),
    "CREATE TRIGGER crm_ledger_account_opens_empty BEFORE INSERT ON crm_ledger_account "
    f"FOR EACH ROW WHEN ((0, {_NEW}) <> (NEW.posting_count, {_ZEROS})) "
    "EXECUTE FUNCTION crm_ledger_refuse_points()",
    "CREATE TRIGGER crm_ledger_account_is_explained AFTER UPDATE ON crm_ledger_account "
    "REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to "
    "FOR EACH STATEMENT EXECUTE FUNCTION crm_ledger_check_balances()",
    "CREATE TRIGGER crm_ledger_posting_is_counted AFTER INSERT ON crm_ledger_posting "
    "REFERENCING NEW TABLE AS written "
    "FOR EACH STATEMENT EXECUTE FUNCTION crm_ledger_check_numbers()",
]

FORWARD = [
    *(GRANT, ACCRUE, POST, REFUSE_CHANGE, CHECK_BALANCES, OPEN_EMPTY, CHECK_NUMBERS),
    *TRIGGERS,
]

# In the reverse order, before the tables go.
BACKWARD = [
    "DROP TRIGGER crm_ledger_posting_is_counted ON crm_ledger_posting",
    "DROP TRIGGER crm_ledger_account_is_explained ON crm_ledger_account",
    "DROP TRIGGER crm_ledger_account_opens_empty ON crm_ledger_account",
    *(f"DROP TRIGGER {table}_is_kept ON {table}" for table in _NEVER_DELETED),
    *(f"DROP TRIGGER {table}_is_append_only ON {table}" for table in _NEVER_CHANGED),
    "DROP FUNCTION crm_ledger_check_numbers()",
    "DROP FUNCTION crm_ledger_refuse_points()",
    "DROP FUNCTION crm_ledger_check_balances()",
    "DROP FUNCTION crm_ledger_refuse_change()",
    "DROP FUNCTION crm_ledger_post(jsonb, jsonb, jsonb)",
    "DROP FUNCTION crm_ledger_accrue(text, jsonb, int, timestamptz)",
    "DROP TYPE crm_ledger_grant",
]
