"""A page of the timeline over all profiles that are one person."""

# Month by month from the newest, only those in which the person has entries, until the page is
# full. Each month is asked under its own name, as planning one table costs the same however many
# months the timeline has. Somebody who was never merged is read as before; of several profiles
# each is read along its own index, up to the page's length.
PAGE_OF_ALL = """
CREATE OR REPLACE FUNCTION crm_timeline_page(
    asked_profile bigint, before timestamptz, before_id bigint, wanted integer, asked_types text[]
) RETURNS SETOF crm_timeline_entry LANGUAGE plpgsql STABLE AS $$
DECLARE
    members bigint[];
    first_day date;
    place text;
    found integer;
    missing integer := wanted;
    of_one text := 'SELECT * FROM %1$I WHERE profile_id = ($1)[1]'
        ' AND occurred_at >= $2 AND occurred_at < $3 AND (occurred_at, id) < ($4, $5)'
        ' AND ($6 IS NULL OR entry_type = ANY ($6))'
        ' ORDER BY occurred_at DESC, id DESC LIMIT $7';
    of_all text := 'SELECT entry.* FROM unnest($1) AS member (id) CROSS JOIN LATERAL ('
        ' SELECT * FROM %1$I WHERE profile_id = member.id'
        ' AND occurred_at >= $2 AND occurred_at < $3 AND (occurred_at, id) < ($4, $5)'
        ' AND ($6 IS NULL OR entry_type = ANY ($6))'
        ' ORDER BY occurred_at DESC, id DESC LIMIT $7'
        ') AS entry ORDER BY entry.occurred_at DESC, entry.id DESC LIMIT $7';
BEGIN
    members := array_prepend(asked_profile, ARRAY(
        SELECT id FROM crm_profile WHERE merged_into_id = asked_profile
    ));
    FOR first_day IN
        SELECT DISTINCT month FROM crm_timeline_month
        WHERE profile_id = ANY (members) AND month <= (before AT TIME ZONE 'UTC')::date
        ORDER BY month DESC
    LOOP
        place := 'crm_timeline_' || to_char(first_day, 'YYYY_MM');
        IF to_regclass(place) IS NULL THEN
            place := 'crm_timeline_default';
        END IF;
        RETURN QUERY EXECUTE format(
            CASE WHEN cardinality(members) = 1 THEN of_one ELSE of_all END, place
        ) USING members, first_day::timestamp AT TIME ZONE 'UTC',
            (first_day + interval '1 month') AT TIME ZONE 'UTC',
            before, before_id, asked_types, missing;
        GET DIAGNOSTICS found = ROW_COUNT;
        missing := missing - found;
        EXIT WHEN missing <= 0;
    END LOOP;
END $$;
"""
