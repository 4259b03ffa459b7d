"""What may be asked of accounts, and done to them."""

import graphene

from ...account import models
from ...core.exceptions import PermissionDenied
from ...permission.enums import AccountPermissions, OrderPermissions
from ...permission.utils import has_one_of_permissions
from ..core.connection import create_connection_slice, filter_connection_queryset
from ..core.context import get_database_connection_name
from ..core.doc_category import DOC_CATEGORY_USERS
from ..core.fields import BaseField, FilterConnectionField, PermissionsField
from ..core.utils import from_global_id_or_error
from ..core.validators import validate_one_of_args_is_in_query
from ..utils import get_user_or_app_from_context
from .filters import CustomerFilterInput, filter_user_search
from .mutations.authentication import CreateToken, RefreshToken, VerifyToken
from .mutations.registration import AccountRegister, ConfirmAccount
from .sorters import UserSortingInput
from .types import User, UserCountableConnection

USER_PERMISSIONS = [
    AccountPermissions.MANAGE_STAFF,
    AccountPermissions.MANAGE_USERS,
    OrderPermissions.MANAGE_ORDERS,
]


class AccountQueries(graphene.ObjectType):
    customers = FilterConnectionField(
        UserCountableConnection,
        filter=CustomerFilterInput(description="Which customers."),
        sort_by=UserSortingInput(description="In which order."),
        search=graphene.String(description="Words in names and e-mail address."),
        description="The shop's customers, and staff who have bought.",
        permissions=[OrderPermissions.MANAGE_ORDERS, AccountPermissions.MANAGE_USERS],
        doc_category=DOC_CATEGORY_USERS,
    )
    me = BaseField(
        User, description="Who is signed in.", doc_category=DOC_CATEGORY_USERS
    )
    staff_users = FilterConnectionField(
        UserCountableConnection,
        sort_by=UserSortingInput(description="In which order."),
        description="The shop's staff.",
        permissions=[AccountPermissions.MANAGE_STAFF],
        doc_category=DOC_CATEGORY_USERS,
    )
    user = PermissionsField(
        User,
        id=graphene.Argument(graphene.ID, description="ID of the user."),
        email=graphene.Argument(
            graphene.String, description="E-mail address of the user."
        ),
        external_reference=graphene.Argument(
            graphene.String, description="The user's ID elsewhere."
        ),
        permissions=USER_PERMISSIONS,
        description="One user.",
        doc_category=DOC_CATEGORY_USERS,
    )

    @staticmethod
    def resolve_customers(_root, info, **kwargs):
        customers = models.User.objects.customers().using(
            get_database_connection_name(info.context)
        )
        if search := kwargs.get("search"):
            customers = filter_user_search(customers, None, search)
        customers = filter_connection_queryset(
            customers, kwargs, allow_replica=info.context.allow_replica
        )
        return create_connection_slice(customers, info, kwargs, UserCountableConnection)

    @staticmethod
    def resolve_me(_root, info):
        return info.context.user or None

    @staticmethod
    def resolve_staff_users(_root, info, **kwargs):
        staff = models.User.objects.staff().using(
            get_database_connection_name(info.context)
        )
        return create_connection_slice(staff, info, kwargs, UserCountableConnection)

    @staticmethod
    def resolve_user(_root, info, *, id=None, email=None, external_reference=None):
        validate_one_of_args_is_in_query(
            "id", id, "email", email, "external_reference", external_reference
        )
        wanted = {}
        if id:
            wanted["pk"] = from_global_id_or_error(id, User)[1]
        if email:
            wanted["email__iexact"] = email
        if external_reference:
            wanted["external_reference"] = external_reference
        return _users_seen_by(info).filter(**wanted).first()


def _users_seen_by(info):
    """Return staff, customers or both, by what the requestor manages."""
    requestor = get_user_or_app_from_context(info.context)
    sees_staff = requestor.has_perm(AccountPermissions.MANAGE_STAFF)
    if sees_staff and requestor.has_perm(AccountPermissions.MANAGE_USERS):
        users = models.User.objects.all()
    elif sees_staff:
        users = models.User.objects.staff()
    elif has_one_of_permissions(requestor, USER_PERMISSIONS):
        users = models.User.objects.customers()
    else:
        raise PermissionDenied(permissions=USER_PERMISSIONS)
    return users.using(get_database_connection_name(info.context))


class AccountMutations(graphene.ObjectType):
    token_create = CreateToken.Field()
    token_refresh = RefreshToken.Field()
    token_verify = VerifyToken.Field()
    account_register = AccountRegister.Field()
    confirm_account = ConfirmAccount.Field()
