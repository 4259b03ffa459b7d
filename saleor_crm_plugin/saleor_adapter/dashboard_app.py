"""Our app and its mounts in Saleor's own tables, kept as they should be."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.db.models import Q
from saleor.app.models import App, AppExtension
from saleor.permission.models import Permission

# Nothing in the table keeps two apps from having one identifier.
ALONE = "SELECT pg_advisory_xact_lock(hashtext('saleor_crm_plugin.dashboard_app'))"
THIRD_PARTY = "thirdparty"
LONGEST_ADDRESS = 200


class AddressTooLong(Exception):
    """Saleor's table has no room for an address of ours: the shop's own is too long."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MountRow:
    """A mount as it should stand in the table; `permissions` are such as "account.manage_users"."""

    identifier: str
    label: str
    place: str
    target: str
    url: str
    permissions: tuple[str, ...]
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class AppRow:
    """Our app as it should stand in the table."""

    identifier: str
    name: str
    about: str
    author: str
    version: str
    url: str
    permissions: tuple[str, ...]
    mounts: tuple[MountRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """What was done to make it so; `left_out` are mounts that this Saleor does not know."""

    is_new: bool
    made: int
    changed: int
    removed: int
    left_out: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Registered:
    """Our app as it stands in the table."""

    app_id: int
    is_active: bool
    url: str
    version: str
    mounts: int


def is_known_place(place: str, target: str) -> bool:
    """Whether this Saleor can store the place and the target; from 3.23 on it takes any."""
    return _takes("mount", place) and _takes("target", target)


def registered(identifier: str, *, using: str = "default") -> Registered | None:
    """Return our app as it stands; None where it is not installed. Two queries."""
    app = _apps(identifier).using(using).first()
    if app is None:
        return None
    return Registered(
        app_id=app.pk,
        is_active=app.is_active,
        url=app.app_url or "",
        version=app.version or "",
        mounts=app.extensions.count(),
    )


@transaction.atomic
def keep_app(wanted: AppRow) -> Kept:
    """Make our app and its mounts as wanted, in one transaction; idempotent, one at a time.

    Rows that are right keep their ids, by which the Dashboard remembers them. The app is switched
    on. Mounts of ours that are wanted no longer are removed. Raises AddressTooLong.
    """
    with connection.cursor() as cursor:
        cursor.execute(ALONE)
    if max(len(wanted.url), *(len(one.url) for one in wanted.mounts)) > LONGEST_ADDRESS:
        raise AddressTooLong(wanted.url)
    app = _apps(wanted.identifier).first()
    is_new = app is None
    app = app or App(identifier=wanted.identifier)
    is_changed = _assign(app, _app_values(wanted)) or is_new
    if is_changed:
        app.save()
    is_changed |= _grant(app, wanted.permissions)
    return _keep_mounts(app, wanted, is_new=is_new, changed=is_changed and not is_new)


def _keep_mounts(app: App, wanted: AppRow, *, is_new: bool, changed: bool) -> Kept:
    places = {
        _place(one.place, one.url): one
        for one in wanted.mounts
        if is_known_place(one.place, one.target)
    }
    rows = list(app.extensions.order_by("pk"))
    # Of two at one place the newest is kept.
    there = {_place(row.mount, row.url): row for row in rows}
    kept = {row.pk for place, row in there.items() if place in places}
    gone = [row.pk for row in rows if row.pk not in kept]
    app.extensions.filter(pk__in=gone).delete()
    made, changes = 0, int(changed)
    for place, mount in places.items():
        row = there.get(place)
        made += row is None
        is_changed = _keep_mount(row or AppExtension(app=app), mount)
        changes += is_changed and row is not None
    return Kept(
        is_new=is_new,
        made=made,
        changed=changes,
        removed=len(gone),
        left_out=tuple(
            one.identifier
            for one in wanted.mounts
            if not is_known_place(one.place, one.target)
        ),
    )


def _keep_mount(row: AppExtension, wanted: MountRow) -> bool:
    is_changed = _assign(row, _mount_values(wanted)) or row.pk is None
    if is_changed:
        row.save()
    return _grant(row, wanted.permissions) or is_changed


def _app_values(wanted: AppRow) -> dict[str, Any]:
    return {
        "name": wanted.name,
        "about_app": wanted.about,
        "author": wanted.author,
        "version": wanted.version,
        "app_url": wanted.url,
        # The Dashboard gives tokens to apps of others only.
        "type": THIRD_PARTY,
        "is_active": True,
        "is_installed": True,
    }


def _mount_values(wanted: MountRow) -> dict[str, Any]:
    values = {
        "label": wanted.label,
        "mount": wanted.place,
        "target": wanted.target,
        "url": wanted.url,
        # As Saleor notes it when it installs a manifest: for widgets beside a thing only.
        "http_target_method": wanted.options.get("widgetTarget", {}).get("method"),
        "settings": dict(wanted.options),
        "identifier": wanted.identifier,
    }
    # 3.21 has none of the last three, and 3.22 no identifier.
    columns = {one.name for one in AppExtension._meta.concrete_fields}
    return {name: value for name, value in values.items() if name in columns}


def _place(place: str, url: str) -> tuple[str, str]:
    """Name a mount by its place and path: the shop may have had another address."""
    return place, urlsplit(url).path.rpartition("/dashboard")[2]


def _assign(row: Any, values: Mapping[str, Any]) -> bool:
    """Set the values, and say whether any is another than before."""
    different = {
        name: value for name, value in values.items() if getattr(row, name) != value
    }
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def _grant(row: Any, names: Collection[str]) -> bool:
    """Give a row these permissions and no others, and say whether it had others."""
    wanted = Q()
    for name in names:
        label, _, codename = name.partition(".")
        wanted |= Q(content_type__app_label=label, codename=codename)
    rows = {one.pk for one in Permission.objects.filter(wanted)} if names else set()
    if {one.pk for one in row.permissions.all()} == rows:
        return False
    row.permissions.set(rows)
    return True


def _takes(column: str, value: str) -> bool:
    choices = AppExtension._meta.get_field(column).choices
    return not choices or value in [code for code, _ in choices]


def _apps(identifier: str):
    return App.objects.filter(identifier=identifier, removed_at__isnull=True).order_by(
        "pk"
    )
