"""What messages need of an account: first name, language, place, time zone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ..core.languages import normalized_language
from ..core.time_zones import zone_of_country
from .account_country_sql import ADDRESSES, COUNTRY
from .db import WRITER
from .reading import read_rows

CUSTOMERS = f"""
SELECT account.id, account.first_name, account.language_code, account.is_active,
       {COUNTRY} AS country,
       coalesce(shipping.city, billing.city, latest.city, '') AS city,
       coalesce(shipping.country_area, billing.country_area, latest.country_area, '') AS area,
       coalesce(shipping.postal_code, billing.postal_code, latest.postal_code, '') AS postal_code
FROM account_user AS account
{ADDRESSES}
WHERE account.id = ANY(%(ids)s::int[])
"""  # noqa: S608 only constants of the adapter


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomerView:
    """One account; texts are "" where unknown.

    `language` is the account's setting, `country` two letters, `time_zone` the country's where
    it has only one. First name and place are personal: they must not be stored anywhere else.
    """

    user_id: int
    first_name: str
    language: str
    country: str
    time_zone: str
    is_active: bool
    city: str = ""
    area: str = ""
    postal_code: str = ""


def customer_views(
    user_ids: Collection[int], *, using: str = WRITER
) -> dict[int, CustomerView]:
    """Return these accounts; what the shop does not have is absent. One query."""
    if not user_ids:
        return {}
    found = read_rows(CUSTOMERS, {"ids": list(user_ids)}, using)
    return {row["id"]: _customer(row) for row in found}


def _customer(row: Mapping[str, Any]) -> CustomerView:
    return CustomerView(
        user_id=row["id"],
        first_name=row["first_name"],
        language=normalized_language(row["language_code"]),
        country=row["country"],
        time_zone=zone_of_country(row["country"]),
        is_active=row["is_active"],
        city=row["city"],
        area=row["area"],
        postal_code=row["postal_code"],
    )
