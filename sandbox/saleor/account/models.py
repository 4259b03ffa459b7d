"""Accounts: how customers and staff are found, named, and what they may do."""

from typing import Any

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.forms.models import model_to_dict

from .._models import FromContract
from ..core.models import ModelWithMetadata
from ..permission.enums import BasePermissionEnum, get_permissions
from ..permission.models import Permission


class UserManager(BaseUserManager):
    """Finds accounts by what they are for."""

    def customers(self) -> QuerySet["User"]:
        """Give everybody who is not staff, and staff who have bought."""
        bought = self.model._meta.apps.get_model("order", "Order").objects.filter(
            user_id=OuterRef("pk")
        )
        return self.get_queryset().filter(Q(is_staff=False) | Exists(bought.order_by()))

    def staff(self) -> QuerySet["User"]:
        return self.get_queryset().filter(is_staff=True)


class Address(ModelWithMetadata, metaclass=FromContract):
    """A postal address; two rows with the same content are equal."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Address) and self.as_data() == other.as_data()

    __hash__ = models.Model.__hash__

    def as_data(self) -> dict[str, Any]:
        """Give the columns that make a copy of this address."""
        content = model_to_dict(self, exclude=["id"])
        content["country"] = self.country.code
        content["phone"] = getattr(self.phone, "as_e164", self.phone)
        return content

    def get_copy(self) -> "Address":
        return Address.objects.create(**self.as_data())


class User(ModelWithMetadata, AbstractBaseUser, metaclass=FromContract):
    """An account of a customer or of staff."""

    USERNAME_FIELD = "email"

    objects = UserManager()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._effective_permissions: QuerySet[Permission] | None = None

    def __str__(self) -> str:
        return str(self.uuid)  # the e-mail would end up in logs

    @property
    def effective_permissions(self) -> QuerySet[Permission]:
        """Give the permissions by the user's own rows and groups; all of them for a superuser."""
        if self._effective_permissions is None:
            self._effective_permissions = get_permissions()
            if not self.is_superuser:
                self._effective_permissions = self._effective_permissions.filter(
                    self._holds()
                )
        return self._effective_permissions

    @effective_permissions.setter
    def effective_permissions(self, value: QuerySet[Permission]) -> None:
        self._effective_permissions = value
        self._effective_permissions_cache = None
        # What tokens name is asked once, too.
        self.__dict__.pop("_permission_names", None)

    def _holds(self) -> Q:
        own = User.user_permissions.through.objects.filter(
            user_id=self.pk, permission_id=OuterRef("pk")
        )
        member = User.groups.through.objects.filter(
            user_id=self.pk, group_id=OuterRef("group_id")
        )
        grouped = Group.permissions.through.objects.filter(
            Exists(member), permission_id=OuterRef("pk")
        )
        return Q(Exists(own)) | Q(Exists(grouped))

    def get_full_name(self) -> str:
        billing = self.default_billing_address
        names = (
            f"{self.first_name} {self.last_name}".strip(),
            f"{billing.first_name} {billing.last_name}".strip() if billing else "",
            self.email,
        )
        return next(name for name in names if name)

    def get_short_name(self) -> str:
        return self.email

    def has_perm(self, perm: BasePermissionEnum | str, obj: Any = None) -> bool:
        """Tell whether an active user holds the permission; superusers hold all, unless narrowed by a token."""
        if self.is_active and self.is_superuser and not self._effective_permissions:
            return True
        name = perm.value if isinstance(perm, BasePermissionEnum) else perm
        return any(backend.has_perm(self, name, obj) for backend in get_backends())

    def has_perms(
        self, perm_list: list[BasePermissionEnum | str], obj: Any = None
    ) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def can_login(self, site_settings: Any) -> bool:
        return self.is_active and (
            site_settings.allow_login_without_confirmation
            or not site_settings.enable_account_confirmation_by_email
            or self.is_confirmed
        )


class Group(models.Model, metaclass=FromContract):
    """Permissions that staff hold together."""

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.name,)
