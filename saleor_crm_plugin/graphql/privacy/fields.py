"""Our field on Saleor's customer: the copies of their data."""

from typing import Any

from ...saleor_adapter.graphql import BaseField, NonNullList, ResolveInfo, User
from .. import DOC_CATEGORY
from ..access import require_owner_or_staff
from ..extension import add_field
from ..loyalty.loaders import ProfileByUserLoader
from .loaders import ExportsLoader
from .types import CrmPersonExport


def add_fields() -> None:
    """Add the field; called once, before the schema is built."""
    add_field(
        User,
        "crm_exports",
        BaseField(
            NonNullList(CrmPersonExport),
            required=True,
            description=(
                "The latest copies of the customer's data, at most 10, newest first. Requires one "
                "of the following permissions: MANAGE_USERS, OWNER."
            ),
            doc_category=DOC_CATEGORY,
        ),
        _resolve_exports,
    )


def _resolve_exports(root: Any, info: ResolveInfo) -> Any:
    require_owner_or_staff(info, root.pk)
    profile = ProfileByUserLoader(info.context).load(root.pk)
    return profile.then(
        lambda found: [] if found is None else ExportsLoader(info.context).load(found)
    )
