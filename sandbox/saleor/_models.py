"""Defines the recorded models; a file beside may add behavior by `metaclass=FromContract`."""

from types import ModuleType
from typing import Any

from django.db import models
from django.db.models.base import ModelBase

from . import _fields, _indexes
from ._contract import key_only_models, recorded_models
from .core.db.fields import MoneyField, TaxedMoneyField

MONEY = {"MoneyField": MoneyField, "TaxedMoneyField": TaxedMoneyField}
Description = dict[str, Any]


class FromContract(ModelBase):
    """Adds the recorded columns and table of `<app>.<class name>` to a class that holds behavior."""

    def __new__(
        cls, name: str, bases: tuple[type, ...], attributes: Description, **options: Any
    ) -> type:
        label = f"{app_of(attributes['__module__'])}.{name}"
        described = recorded_models().get(label)
        if described is None:
            raise LookupError(f"This version of the shop has no model {label}.")
        own = {"Meta": type("Meta", (), _meta(described))}
        return super().__new__(
            cls, name, bases, _columns(described) | attributes | own, **options
        )


def app_of(module_name: str) -> str:
    """Give the short label of the app that a module belongs to."""
    return module_name.split(".")[1]


def define_all(module: ModuleType) -> None:
    """Define every model of the module's app that no hand-written class has defined."""
    app = app_of(module.__name__)
    for label, described in recorded_models().items():
        owner, name = label.split(".")
        if owner == app and not hasattr(module, name):
            attributes = {"__module__": module.__name__}
            setattr(module, name, FromContract(name, _bases(described), attributes))
    for label, target in key_only_models().items():
        owner, name = label.split(".")
        if owner == app:
            setattr(module, name, _key_only(module.__name__, name, target))


def _bases(described: Description) -> tuple[type, ...]:
    if "core.ModelWithMetadata" in described["bases"]:
        from .core.models import ModelWithMetadata

        return (ModelWithMetadata,)
    if "django_celery_beat.PeriodicTask" in described["bases"]:
        from django_celery_beat.models import PeriodicTask

        return (PeriodicTask,)
    return (models.Model,)


def _key_only(module_name: str, name: str, target: Description) -> type:
    meta = type("Meta", (), {"db_table": target["db_table"], "default_permissions": ()})
    attributes = {
        "__module__": module_name,
        "Meta": meta,
        target["pk"]: _fields.key(target),
    }
    return ModelBase(name, (models.Model,), attributes)


def _columns(described: Description) -> Description:
    """Build the recorded fields; reverse relations and inherited columns come by themselves."""
    money = described["money_fields"]
    names = sorted(
        described["fields"], key=lambda name: _rank(described["fields"][name])
    )
    columns = {
        name: _money(money[name])
        if name in money
        else _fields.build(described["fields"][name])
        for name in names
        if _is_own(described["fields"][name], described)
    }
    return columns


def _money(described: Description) -> MoneyField | TaxedMoneyField:
    return MONEY[described["class"]](
        **{name: value for name, value in described.items() if name != "class"}
    )


def _rank(field: Description) -> int:
    """Put the key first, as Django does for its own; many-to-many last."""
    if field.get("pk"):
        return 0
    return 2 if field.get("relation") == "m2m" else 1


def _is_own(field: Description, described: Description) -> bool:
    if field.get("reverse"):
        return False
    inherits = "django_celery_beat.PeriodicTask" in described["bases"]
    return (
        not inherits
        or described["db_table"].startswith("schedulers")
        and field.get("to", "").startswith("schedulers")
    )


def _meta(described: Description) -> Description:
    return {
        "db_table": described["db_table"],
        "ordering": described["ordering"],
        "unique_together": [tuple(names) for names in described["unique_together"]],
        "indexes": [_indexes.index(item) for item in described["indexes"]],
        "constraints": [
            _indexes.constraint(item) for item in described["constraint_details"]
        ],
        "permissions": [
            tuple(permission) for permission in described["meta_permissions"]
        ],
        "default_permissions": (),
    } | (
        {"get_latest_by": described["get_latest_by"]}
        if described["get_latest_by"]
        else {}
    )
