"""Our field on Saleor's customer: what they allow."""

from typing import Any

from ...saleor_adapter.graphql import BaseField, ResolveInfo, User
from .. import DOC_CATEGORY
from ..access import require_owner_or_staff
from ..extension import add_field
from ..loyalty.loaders import ProfileByUserLoader
from .types import CrmPreferences


def add_fields() -> None:
    """Add the field; called once, before the schema is built."""
    add_field(
        User,
        "crm_preferences",
        BaseField(
            CrmPreferences,
            required=True,
            description=(
                "What the customer allows. Requires one of the following permissions: "
                "MANAGE_USERS, OWNER."
            ),
            doc_category=DOC_CATEGORY,
        ),
        _resolve_preferences,
    )


def _resolve_preferences(root: Any, info: ResolveInfo) -> Any:
    require_owner_or_staff(info, root.pk)
    return ProfileByUserLoader(info.context).load(root.pk).then(CrmPreferences)
