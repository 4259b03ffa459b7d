"""Apps: programs with a token and permissions of their own."""

import secrets
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import models

from .._models import FromContract
from ..core.models import ModelWithMetadata
from ..permission.enums import BasePermissionEnum

_VISIBLE = 4


class AppQueryset(models.QuerySet):
    """Apps that are still there, and apps on their way out."""

    def not_removed(self) -> "AppQueryset":
        return self.filter(removed_at__isnull=True)

    def marked_to_be_removed(self) -> "AppQueryset":
        return self.filter(removed_at__isnull=False)


class App(ModelWithMetadata, metaclass=FromContract):
    """A program that acts in the shop with exactly the permissions given to it."""

    objects = models.Manager.from_queryset(AppQueryset)()

    def __str__(self) -> str:
        return self.name

    def get_permissions(self) -> set[str]:
        """Give "app.codename" of every permission that an active app holds."""
        if not self.is_active:
            return set()
        if not hasattr(self, "_app_perm_cache"):
            rows = self.permissions.values_list(
                "content_type__app_label", "codename"
            ).order_by()
            self._app_perm_cache = {f"{label}.{codename}" for label, codename in rows}
        return self._app_perm_cache

    def has_perm(self, perm: BasePermissionEnum | str) -> bool:
        return self.has_perms([perm])

    def has_perms(self, perm_list: list[BasePermissionEnum | str]) -> bool:
        names = {
            perm.value if isinstance(perm, BasePermissionEnum) else perm
            for perm in perm_list
        }
        return self.is_active and names <= self.get_permissions()


class AppTokenManager(models.Manager):
    """Makes tokens: the secret is shown once and kept as a hash."""

    def create(
        self,
        *,
        app: App,
        name: str = "",
        auth_token: str | None = None,
        **extra_fields: Any,
    ) -> tuple[Any, str]:
        secret = auth_token or secrets.token_urlsafe(22)
        token = self.model(app=app, name=name, **extra_fields)
        token.set_auth_token(secret)
        token.save()
        return token, secret


class AppToken(models.Model, metaclass=FromContract):
    """A secret that an app sends with its requests; the last four characters find the row."""

    objects = AppTokenManager()

    def set_auth_token(self, raw_token: str) -> None:
        self.auth_token = make_password(raw_token)
        self.token_last_4 = raw_token[-_VISIBLE:]
