"""Permission enums, made from the recorded contract, and conversions to rows."""

from enum import Enum

from django.conf import settings

from .._contract import contract


class BasePermissionEnum(Enum):
    @property
    def codename(self):
        return self.value.split(".")[1]


def _recorded_enums():
    # The API's enum keeps the order in which the shop declares them.
    order = contract()["graphql"]["enum:PermissionEnum"].index
    enums = [
        BasePermissionEnum(
            name,
            sorted(members.items(), key=lambda item: order(item[0])),
            module=__name__,
        )
        for name, members in contract()["permissions"].items()
    ]
    return sorted(enums, key=lambda enum: order(next(iter(enum)).name))


PERMISSIONS_ENUMS = _recorded_enums()
globals().update({enum.__name__: enum for enum in PERMISSIONS_ENUMS})


def _all_members():
    return [member for enum in PERMISSIONS_ENUMS for member in enum]


def get_permissions_codename():
    return [member.codename for member in _all_members()]


def get_permissions_enum_list():
    return [(member.name, member.value) for member in _all_members()]


def get_permissions_enum_dict():
    return {member.name: member for member in _all_members()}


def get_permissions_from_names(names):
    """Return the rows of permissions given by member name; KeyError if unknown."""
    members = get_permissions_enum_dict()
    return get_permissions([members[name].value for name in names])


def get_permission_names(permissions):
    """Return the member names of permission rows; foreign rows are left out."""
    names = {member.codename: member.name for member in _all_members()}
    found = (names.get(permission.codename) for permission in permissions)
    return {name for name in found if name}


def split_permission_codename(permissions):
    return [permission.split(".")[1] for permission in permissions]


def get_permissions(
    permissions=None,
    database_connection_name=settings.DATABASE_CONNECTION_DEFAULT_NAME,
):
    if permissions is None:
        codenames = get_permissions_codename()
    else:
        codenames = split_permission_codename(permissions)
    return get_permissions_from_codenames(codenames, database_connection_name)


def get_permissions_from_codenames(
    permission_codenames,
    database_connection_name=settings.DATABASE_CONNECTION_DEFAULT_NAME,
):
    # Here, not at the top: the model module of accounts needs the enums first.
    from .models import Permission

    return (
        Permission.objects.using(database_connection_name)
        .filter(codename__in=permission_codenames)
        .prefetch_related("content_type")
        .order_by("codename")
    )
