"""Accounts, their addresses and their permissions."""

import graphene
from graphene import relay

from ...account import models
from ...permission.enums import AccountPermissions, OrderPermissions
from ..core.connection import (
    CountableConnection,
    create_connection_slice_for_sync_webhook_control_context,
)
from ..core.context import get_database_connection_name
from ..core.doc_category import DOC_CATEGORY_USERS
from ..core.enums import LanguageCodeEnum
from ..core.federation import federated_entity, resolve_federation_references
from ..core.fields import ConnectionField, PermissionsField
from ..core.scalars import DateTime
from ..core.types import (
    CountryDisplay,
    ModelObjectType,
    NonNullList,
    Permission,
    SecureGlobalID,
)
from ..meta.types import ObjectWithMetadata
from ..utils import format_permissions_for_display, get_user_or_app_from_context
from .dataloaders import AddressByIdLoader, AddressesByUserIdLoader
from .utils import check_is_owner_or_has_one_of_perms, is_owner_or_has_one_of_perms


@federated_entity("id")
class Address(ModelObjectType[models.Address]):
    id = graphene.GlobalID(required=True, description="The ID of the address.")
    first_name = graphene.String(required=True, description="Given name.")
    last_name = graphene.String(required=True, description="Family name.")
    company_name = graphene.String(required=True, description="Company.")
    street_address_1 = graphene.String(required=True, description="First line.")
    street_address_2 = graphene.String(required=True, description="Second line.")
    city = graphene.String(required=True, description="City.")
    city_area = graphene.String(required=True, description="District.")
    postal_code = graphene.String(required=True, description="Postal code.")
    country = graphene.Field(CountryDisplay, required=True, description="Country.")
    country_area = graphene.String(required=True, description="State or province.")
    phone = graphene.String(description="Phone number in E.164.")

    class Meta:
        description = "A postal address."
        interfaces = [relay.Node, ObjectWithMetadata]
        model = models.Address

    @staticmethod
    def resolve_country(root, _info):
        return CountryDisplay(code=root.country.code, country=root.country.name)

    @staticmethod
    def resolve_phone(root, _info):
        return getattr(root.phone, "as_e164", root.phone) or None

    @staticmethod
    def __resolve_references(roots, info):
        connection_name = get_database_connection_name(info.context)
        owner = info.context.user
        owned = (
            owner.addresses.using(connection_name)
            if owner
            else models.Address.objects.none()
        )
        return resolve_federation_references(Address, roots, owned)


class UserPermission(Permission):
    class Meta:
        description = "A permission of a user."
        doc_category = DOC_CATEGORY_USERS


@federated_entity("id")
class Group(ModelObjectType[models.Group]):
    id = graphene.GlobalID(required=True, description="The ID of the group.")
    name = graphene.String(required=True, description="The name of the group.")
    permissions = NonNullList(Permission, description="The group's permissions.")

    class Meta:
        description = "A group of staff with the same permissions."
        interfaces = [relay.Node]
        model = models.Group

    @staticmethod
    def resolve_permissions(root, info):
        rows = root.permissions.using(get_database_connection_name(info.context))
        return format_permissions_for_display(rows.order_by("codename"))

    @staticmethod
    def __resolve_references(roots, info):
        requestor = get_user_or_app_from_context(info.context)
        allowed = requestor and requestor.has_perm(AccountPermissions.MANAGE_STAFF)
        groups = models.Group.objects if allowed else models.Group.objects.none()
        return resolve_federation_references(
            Group, roots, groups.using(get_database_connection_name(info.context))
        )


@federated_entity("id")
@federated_entity("email")
class User(ModelObjectType[models.User]):
    id = SecureGlobalID(required=True, description="The ID of the user.")
    email = graphene.String(required=True, description="E-mail address.")
    first_name = graphene.String(required=True, description="Given name.")
    last_name = graphene.String(required=True, description="Family name.")
    is_staff = graphene.Boolean(required=True, description="Is the user staff?")
    is_active = graphene.Boolean(required=True, description="May the user sign in?")
    is_confirmed = graphene.Boolean(
        required=True, description="Was the e-mail address confirmed?"
    )
    addresses = NonNullList(Address, required=True, description="All addresses.")
    default_shipping_address = graphene.Field(
        Address, description="Where to send by default."
    )
    default_billing_address = graphene.Field(
        Address, description="Whom to bill by default."
    )
    note = PermissionsField(
        graphene.String,
        description="A note of staff.",
        permissions=[AccountPermissions.MANAGE_USERS, AccountPermissions.MANAGE_STAFF],
    )
    orders = ConnectionField(
        "saleor.graphql.order.types.OrderCountableConnection",
        description="The user's orders, for the user and for staff who manage them.",
    )
    user_permissions = NonNullList(
        UserPermission, description="The user's permissions."
    )
    permission_groups = NonNullList(Group, description="The user's groups.")
    language_code = graphene.Field(
        LanguageCodeEnum, required=True, description="Language."
    )
    external_reference = graphene.String(description="The user's ID elsewhere.")
    last_login = DateTime(description="When the user signed in last.")
    date_joined = DateTime(required=True, description="When the account was made.")
    updated_at = DateTime(required=True, description="When the account was changed.")

    class Meta:
        description = "A customer or a member of staff."
        interfaces = [relay.Node, ObjectWithMetadata]
        model = models.User

    @staticmethod
    def resolve_addresses(root, info):
        if root.pk is None:
            return []
        return AddressesByUserIdLoader(info.context).load(root.id)

    @staticmethod
    def resolve_default_shipping_address(root, info):
        return _address(info, root.default_shipping_address_id)

    @staticmethod
    def resolve_default_billing_address(root, info):
        return _address(info, root.default_billing_address_id)

    @staticmethod
    def resolve_user_permissions(root, info):
        rows = root.effective_permissions.using(
            get_database_connection_name(info.context)
        )
        return [
            UserPermission(code=shown.code, name=shown.name)
            for shown in format_permissions_for_display(rows)
        ]

    @staticmethod
    def resolve_permission_groups(root, info):
        return root.groups.using(get_database_connection_name(info.context)).all()

    @staticmethod
    def resolve_orders(root, info, **kwargs):
        from ..order.dataloaders import OrdersByUserLoader
        from ..order.types import OrderCountableConnection

        requestor = get_user_or_app_from_context(info.context)
        check_is_owner_or_has_one_of_perms(
            requestor, root, OrderPermissions.MANAGE_ORDERS
        )

        def slice_orders(orders):
            sees_drafts = requestor.has_perm(OrderPermissions.MANAGE_ORDERS)
            shown = [order for order in orders if sees_drafts or not order.is_draft()]
            return create_connection_slice_for_sync_webhook_control_context(
                shown, info, kwargs, OrderCountableConnection, allow_sync_webhooks=False
            )

        return OrdersByUserLoader(info.context).load(root.id).then(slice_orders)

    @staticmethod
    def __resolve_references(roots, info):
        users = _visible_users(info)
        by_id = {str(user.pk): user for user in users.filter(pk__in=_ids(roots))}
        emails = [root.email for root in roots if isinstance(root.email, str)]
        by_email = {user.email: user for user in users.filter(email__in=emails)}
        return [by_id.get(_id(root)) or by_email.get(root.email) for root in roots]


def _address(info, address_id):
    return AddressByIdLoader(info.context).load(address_id) if address_id else None


def _id(root):
    # An id that was left out is graphene's own field object here.
    if not isinstance(root.id, str):
        return None
    return graphene.Node.from_global_id(root.id)[1]


def _ids(roots):
    return [id_ for id_ in map(_id, roots) if id_]


def _visible_users(info):
    """Return everybody for those who manage users, else only the requestor."""
    users = models.User.objects.using(get_database_connection_name(info.context))
    requestor = get_user_or_app_from_context(info.context)
    if not requestor:
        return users.none()
    if is_owner_or_has_one_of_perms(requestor, None, AccountPermissions.MANAGE_USERS):
        return users.all()
    return users.filter(pk=requestor.pk) if info.context.user else users.none()


class UserCountableConnection(CountableConnection):
    class Meta:
        doc_category = DOC_CATEGORY_USERS
        node = User
