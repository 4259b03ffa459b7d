"""All living people with what is known of them, in the columns by which they can come in again."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...saleor_adapter.reading import read_rows
from ..export import PAGE, Export, exports
from ..policies.headers import ATTRIBUTE

MOST_ATTRIBUTES = 100
COLUMNS = (
    "profile",
    "kind",
    "external_id",
    "email",
    "phone",
    "first_name",
    "last_name",
    "birthday",
    "language",
    "tags",
)
ATTRIBUTES = """
SELECT DISTINCT name FROM crm_profile_attribute ORDER BY name LIMIT %(most)s
"""
# What is known of the people in `page` (id, public_id, kind).
KNOWN = """
known AS (
    SELECT held.profile_id, held.type,
           (array_agg(plain.value ORDER BY held.trust = 'verified' DESC, held.id DESC))[1] AS value
    FROM page
    JOIN crm_identifier AS held ON held.profile_id = page.id
    JOIN crm_identifier_value AS plain ON plain.identifier_id = held.id
    WHERE held.ended_at IS NULL AND held.type IN ('external', 'email', 'phone')
    GROUP BY held.profile_id, held.type
), people AS (
    SELECT page.id AS place, page.public_id::text AS profile, page.kind,
           (SELECT value FROM known WHERE profile_id = page.id AND type = 'external') AS external_id,
           (SELECT value FROM known WHERE profile_id = page.id AND type = 'email') AS email,
           (SELECT value FROM known WHERE profile_id = page.id AND type = 'phone') AS phone,
           name.first_name, name.last_name,
           CASE WHEN details.birth_year IS NOT NULL
                THEN format('%%s-%%s-%%s', lpad(details.birth_year::text, 4, '0'),
                            lpad(details.birth_month::text, 2, '0'),
                            lpad(details.birth_day::text, 2, '0'))
                WHEN details.birth_month IS NOT NULL
                THEN format('%%s-%%s', lpad(details.birth_month::text, 2, '0'),
                            lpad(details.birth_day::text, 2, '0'))
           END AS birthday,
           details.language,
           (SELECT string_agg(tag, ', ' ORDER BY tag) FROM crm_profile_tag
            WHERE profile_id = page.id) AS tags,
           (SELECT json_object_agg(noted.name, noted.value) FROM crm_profile_attribute AS noted
            WHERE noted.profile_id = page.id) AS attributes
    FROM page
    LEFT JOIN crm_person_name AS name ON name.profile_id = page.id
    LEFT JOIN crm_person_details AS details ON details.profile_id = page.id
)
"""
PEOPLE = f"""
WITH page AS (
    SELECT id, public_id, kind FROM crm_profile
    WHERE id > %(after)s AND erased_at IS NULL AND merged_into_id IS NULL
    ORDER BY id LIMIT %(limit)s
), {KNOWN}
SELECT * FROM people ORDER BY place
"""  # noqa: S608 only constants of this module


@exports.register
class Customers(Export):
    code = "customers"
    label = "Customers"

    def header(self, subject: int, using: str) -> Sequence[str]:
        noted = read_rows(ATTRIBUTES, {"most": MOST_ATTRIBUTES}, using)
        return [*COLUMNS, *(ATTRIBUTE + row["name"] for row in noted)]

    def page(self, subject: int, after: Any, using: str) -> Sequence[Mapping[str, Any]]:
        return read_rows(PEOPLE, {"after": after or 0, "limit": PAGE}, using)

    def cells(
        self, row: Mapping[str, Any], header: Sequence[str]
    ) -> list[Sequence[Any]]:
        noted = row["attributes"] or {}
        return [
            [
                *(row[name] for name in COLUMNS),
                *(
                    noted.get(one.removeprefix(ATTRIBUTE))
                    for one in header[len(COLUMNS) :]
                ),
            ]
        ]
