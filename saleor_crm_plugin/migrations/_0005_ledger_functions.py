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
_NEW_LESS_OLD = ", ".join(f"NEW.{kind} - OLD.{kind}" for kind in KINDS)
_COLUMNS = ", ".join(KINDS)

# One call opens lots for any number of grants. plpgsql, because the plans are kept per session
# (Django prepares nothing), each statement inside sees what was committed while it waited for
# locks, and locks can be taken in order: accounts by id, then whatever the grants create.
ACCRUE = """
CREATE FUNCTION crm_ledger_accrue(
    verb text, grants jsonb, member_count int, at timestamptz
) RETURNS TABLE (
    "position" int, transaction_id bigint, lot_id bigint,
    is_new boolean, is_same boolean, owes boolean
) LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    asked crm_ledger_grant[];
    counted int;
BEGIN
    -- Planning costs more than posting a few lots, but for many the plan must know how many.
    -- The clause above gives the setting back at the end.
    IF jsonb_array_length(grants) > 20 THEN
        PERFORM set_config('plan_cache_mode', 'force_custom_plan', true);
    END IF;
    SELECT array_agg(g ORDER BY g.key, g.nth) INTO asked
    FROM jsonb_populate_recordset(NULL::crm_ledger_grant, grants) g;

    -- A key that was used for something else refuses the whole call before anything is written.
    RETURN QUERY
        SELECT g.nth, t.id, t.lot_id, false, false, false
        FROM unnest(asked) g
        JOIN crm_ledger_transaction t
          ON t.book_id = g.book_id AND t.kind = verb AND t.key = g.key
        JOIN crm_ledger_account a ON a.id = t.account_id
        LEFT JOIN crm_ledger_lot l ON l.id = t.lot_id
        WHERE (a.profile_id, t.points, l.source, l.part)
           IS DISTINCT FROM (g.profile_id, g.points, g.source, g.part);
    IF FOUND THEN RETURN; END IF;

    SELECT count(*) INTO counted FROM (
        SELECT a.id FROM crm_ledger_account a
        WHERE (a.book_id, a.profile_id) IN (SELECT g.book_id, g.profile_id FROM unnest(asked) g)
        ORDER BY a.id FOR UPDATE
    ) locked;
    IF counted < member_count THEN
        INSERT INTO crm_ledger_account (book_id, profile_id)
        SELECT DISTINCT g.book_id, g.profile_id FROM unnest(asked) g ORDER BY 1, 2
        ON CONFLICT (book_id, profile_id) DO NOTHING;
        PERFORM a.id FROM crm_ledger_account a
        WHERE (a.book_id, a.profile_id) IN (SELECT g.book_id, g.profile_id FROM unnest(asked) g)
        ORDER BY a.id FOR UPDATE;
    END IF;

    RETURN QUERY
    WITH granted AS MATERIALIZED (
        -- Lots are numbered as they were asked for: the number decides between equal lots.
        SELECT o.*, nextval(pg_get_serial_sequence('crm_ledger_lot', 'id')) AS new_lot_id
        FROM (
            SELECT g.*, a.id AS account_id, coalesce(g.available_at <= at, true) AS at_once
            FROM unnest(asked) g
            JOIN crm_ledger_account a
              ON a.book_id = g.book_id AND a.profile_id = g.profile_id
            ORDER BY g.nth
        ) o
    ), posted AS (
        INSERT INTO crm_ledger_transaction
               (book_id, kind, key, account_id, lot_id, points, occurred_at)
        SELECT g.book_id, verb, g.key, g.account_id, g.new_lot_id, g.points, g.occurred_at
        FROM granted g ORDER BY g.book_id, g.key, g.nth
        ON CONFLICT (book_id, kind, key) DO NOTHING
        RETURNING id, lot_id
    ), fresh AS (
        SELECT g.*, p.id AS transaction_id,
               row_number() OVER (PARTITION BY g.account_id ORDER BY g.nth) AS nth_of_member,
               row_number() OVER (PARTITION BY g.book_id, g.source, g.part ORDER BY g.nth)
                   AS nth_of_cause
        FROM posted p JOIN granted g ON g.new_lot_id = p.lot_id
    ), lots AS (
        INSERT INTO crm_ledger_lot
               (id, book_id, account_id, kind, source, part, sequence, rule, earned_at,
                available_at, expires_at, is_available, granted, pending, available)
        SELECT f.new_lot_id, f.book_id, f.account_id, verb, f.source, f.part,
               f.nth_of_cause + (
                   SELECT coalesce(max(l.sequence), 0) FROM crm_ledger_lot l
                   WHERE l.book_id = f.book_id AND l.source = f.source AND l.part = f.part),
               f.rule, f.occurred_at, f.available_at, f.expires_at, f.at_once, f.points,
               CASE WHEN f.at_once THEN 0 ELSE f.points END,
               CASE WHEN f.at_once THEN f.points ELSE 0 END
        FROM fresh f
    ), changes AS (
        SELECT f.account_id, count(*) AS postings, sum(f.points)::bigint AS points,
               coalesce(sum(f.points) FILTER (WHERE f.at_once), 0)::bigint AS available
        FROM fresh f GROUP BY f.account_id
    ), numbered AS (
        UPDATE crm_ledger_account a
        SET issued = a.issued - c.points,
            pending = a.pending + c.points - c.available,
            available = a.available + c.available,
            posting_count = a.posting_count + c.postings
        FROM changes c WHERE a.id = c.account_id
        RETURNING a.id, a.posting_count - c.postings AS before, a.owed < 0 AS owes
    ), written AS (
        INSERT INTO crm_ledger_posting
               (transaction_id, account_id, ordinal, lot_id, source, destination, points)
        SELECT f.transaction_id, f.account_id, n.before + f.nth_of_member, f.new_lot_id,
               'issued', CASE WHEN f.at_once THEN 'available' ELSE 'pending' END, f.points
        FROM fresh f JOIN numbered n ON n.id = f.account_id
    )
    SELECT f.nth, f.transaction_id, f.new_lot_id, true, true, n.owes AND f.at_once
    FROM fresh f JOIN numbered n ON n.id = f.account_id;

    GET DIAGNOSTICS counted = ROW_COUNT;
    IF counted = cardinality(asked) THEN RETURN; END IF;

    -- Somebody else used a key while this call waited for locks; what was written goes again.
    IF EXISTS (
        SELECT FROM unnest(asked) g
        JOIN crm_ledger_transaction t
          ON t.book_id = g.book_id AND t.kind = verb AND t.key = g.key
        JOIN crm_ledger_account a ON a.id = t.account_id
        LEFT JOIN crm_ledger_lot l ON l.id = t.lot_id
        WHERE (a.profile_id, t.points, l.source, l.part)
           IS DISTINCT FROM (g.profile_id, g.points, g.source, g.part)
    ) THEN
        RAISE EXCEPTION 'a key of the ledger was used for something else'
            USING ERRCODE = 'unique_violation';
    END IF;

    -- Some were replays: what the keys stand for follows, for all that was asked.
    RETURN QUERY
        SELECT g.nth, t.id, t.lot_id, false, true, false
        FROM unnest(asked) g
        JOIN crm_ledger_transaction t
          ON t.book_id = g.book_id AND t.kind = verb AND t.key = g.key;
END $$
"""

GRANT = """
CREATE TYPE crm_ledger_grant AS (
    nth int, book_id bigint, profile_id bigint, key text, source text, part text, points bigint,
    available_at timestamptz, expires_at timestamptz, rule jsonb, occurred_at timestamptz
)
"""

# The writer of every other verb. The caller has planned under the locks of all accounts and
# lots concerned; balances are summed from the very postings that are inserted.
POST = f"""
CREATE FUNCTION crm_ledger_post(transactions jsonb, postings jsonb, lots jsonb)
RETURNS bigint[] LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    ids bigint[];
BEGIN
    SELECT array_agg(nextval(pg_get_serial_sequence('crm_ledger_transaction', 'id')) ORDER BY n)
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

# Fires at commit, once for each change of a member's balances. The postings numbered since the
# balances were last what they were must explain the change exactly. A change that they do not
# explain is allowed in one case: it makes the balances what all postings say (a repair).
CHECK_BALANCES = f"""
CREATE FUNCTION crm_ledger_check_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    first bigint := 0;
    changed bigint[] := ARRAY[{_NEW}];
    explained bigint[];
    counted bigint;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        first := OLD.posting_count;
        changed := ARRAY[{_NEW_LESS_OLD}];
    END IF;
    SELECT count(*), ARRAY[{", ".join(_change(kind) for kind in KINDS)}]
    INTO counted, explained FROM crm_ledger_posting
    WHERE account_id = NEW.id AND ordinal > first AND ordinal <= NEW.posting_count;
    IF changed = explained AND counted = NEW.posting_count - first THEN
        RETURN NULL;
    END IF;
    SELECT count(*), ARRAY[{", ".join(_change(kind) for kind in KINDS)}]
    INTO counted, explained FROM crm_ledger_posting WHERE account_id = NEW.id;
    IF ARRAY[{_NEW}] = explained AND counted = NEW.posting_count THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'the balances of ledger account % do not match its postings', NEW.id
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""  # noqa: S608

CHECK_NUMBERS = """
CREATE FUNCTION crm_ledger_check_numbers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM written w JOIN crm_ledger_account a ON a.id = w.account_id
        WHERE w.ordinal > a.posting_count OR w.ordinal < 1
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
    "CREATE CONSTRAINT TRIGGER crm_ledger_account_is_explained AFTER INSERT OR UPDATE OF "
    f"{_COLUMNS}, posting_count ON crm_ledger_account DEFERRABLE INITIALLY DEFERRED "
    "FOR EACH ROW EXECUTE FUNCTION crm_ledger_check_balances()",
    "CREATE TRIGGER crm_ledger_posting_is_counted AFTER INSERT ON crm_ledger_posting "
    "REFERENCING NEW TABLE AS written "
    "FOR EACH STATEMENT EXECUTE FUNCTION crm_ledger_check_numbers()",
]

FORWARD = [GRANT, ACCRUE, POST, REFUSE_CHANGE, CHECK_BALANCES, CHECK_NUMBERS, *TRIGGERS]

# In the reverse order, before the tables go.
BACKWARD = [
    "DROP TRIGGER crm_ledger_posting_is_counted ON crm_ledger_posting",
    "DROP TRIGGER crm_ledger_account_is_explained ON crm_ledger_account",
    *(f"DROP TRIGGER {table}_is_kept ON {table}" for table in _NEVER_DELETED),
    *(f"DROP TRIGGER {table}_is_append_only ON {table}" for table in _NEVER_CHANGED),
    "DROP FUNCTION crm_ledger_check_numbers()",
    "DROP FUNCTION crm_ledger_check_balances()",
    "DROP FUNCTION crm_ledger_refuse_change()",
    "DROP FUNCTION crm_ledger_post(jsonb, jsonb, jsonb)",
    "DROP FUNCTION crm_ledger_accrue(text, jsonb, int, timestamptz)",
    "DROP TYPE crm_ledger_grant",
]
