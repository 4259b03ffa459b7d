"""Orders of lists of accounts."""

from ..core.doc_category import DOC_CATEGORY_USERS
from ..core.types import BaseEnum, SortInputObjectType


class UserSortField(BaseEnum):
    FIRST_NAME = ["first_name", "last_name", "pk"]
    LAST_NAME = ["last_name", "first_name", "pk"]
    EMAIL = ["email"]
    CREATED_AT = ["date_joined", "pk"]
    LAST_MODIFIED_AT = ["updated_at", "pk"]

    class Meta:
        doc_category = DOC_CATEGORY_USERS


class UserSortingInput(SortInputObjectType):
    class Meta:
        doc_category = DOC_CATEGORY_USERS
        sort_enum = UserSortField
        type_name = "users"
