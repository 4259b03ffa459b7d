"""Turns the recorded description of a column into a Django field."""

import datetime
import uuid
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.db.models import deletion
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.dateparse import parse_duration
from django_countries.fields import CountryField
from phonenumber_field.modelfields import PhoneNumberField

Description = dict[str, Any]

CLASSES: dict[str, type[models.Field]] = {
    "CountryField": CountryField,
    "ImageField": models.FileField,
    "MeasurementField": models.FloatField,
    "PossiblePhoneNumberField": PhoneNumberField,
    "SanitizedJSONField": models.JSONField,
    "SearchVectorField": SearchVectorField,
}
KEPT = (
    "null",
    "blank",
    "max_digits",
    "decimal_places",
    "auto_now",
    "auto_now_add",
    "db_index",
    "editable",
)
WITHOUT_LENGTH = ("UUIDField", "GenericIPAddressField", "CountryField", "BooleanField")
OWN_EDITABLE = ("auto_now", "auto_now_add")


def get_order_number() -> int:
    """Take the next number of the sequence that the shop shares between processes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('order_order_number_seq')")
        return int(cursor.fetchone()[0])


def _now() -> datetime.datetime:
    # Looked up at each call, so that a replay can set the shop's clock.
    return timezone.now()


def _zero_weight() -> float:
    return 0.0


def _default_country() -> str:
    return "US"


CALLABLES: dict[str, Callable[..., Any]] = {
    "builtins.dict": dict,
    "builtins.list": list,
    "uuid.uuid4": uuid.uuid4,
    "django.utils.timezone.now": _now,
    "django.utils.crypto.get_random_string": get_random_string,
    "saleor.order.models.get_order_number": get_order_number,
    "saleor.core.weight.zero_weight": _zero_weight,
    "saleor.checkout.models.get_default_country": _default_country,
}


def build(described: Description) -> models.Field:
    """Make the field of one recorded column."""
    relation = described.get("relation")
    if relation == "m2m":
        return _many_to_many(described)
    if relation:
        return _foreign_key(described)
    return _column(described)


def key(target: Description) -> models.Field:
    """Make the key of a model of which nothing else is recorded."""
    default = (
        {"default": _callable(target["pk_default"])} if target.get("pk_default") else {}
    )
    return getattr(models, target["pk_class"])(primary_key=True, **default)


def _column(described: Description) -> models.Field:
    kind = described["class"]
    if kind == "ArrayField":
        return ArrayField(_column(described["base_field"]), **_options(described))
    return (CLASSES.get(kind) or getattr(models, kind))(
        **_options(described), **_special(described)
    )


def _options(described: Description) -> Description:
    options = {name: described[name] for name in KEPT if name in described}
    if any(described.get(name) for name in OWN_EDITABLE):
        del options["editable"]  # Django decides it itself
    if described.get("max_length") and described["class"] not in WITHOUT_LENGTH:
        options["max_length"] = described["max_length"]
    if described["pk"]:
        options["primary_key"] = True
    elif described["unique"]:
        options["unique"] = True
    if described.get("choices"):
        labels = described.get("choice_labels") or described["choices"]
        options["choices"] = list(zip(described["choices"], labels, strict=True))
    return options | _defaults(described)


def _special(described: Description) -> Description:
    if described["class"] == "CountryField":
        return {"multiple": described["multiple"]}
    return {"upload_to": "uploads"} if described["class"] == "ImageField" else {}


def _defaults(described: Description) -> Description:
    defaults = {"default": _default(described)} if "default" in described else {}
    if described.get("db_default"):
        defaults["db_default"] = described["db_default_expression"]["value"]
    return defaults


def _default(described: Description) -> Any:
    if described.get("default_call"):
        return _callable(described["default_call"])
    recorded = described["default"]
    if recorded is None:
        return None
    if described["class"] == "DecimalField":
        return Decimal(recorded)
    if described["class"] == "DurationField":
        return parse_duration(recorded)
    return recorded


def _callable(call: Description) -> Callable[..., Any]:
    name = call["callable"]
    if name not in CALLABLES:
        raise LookupError(
            f"The contract has a default that the sandbox does not know: {name}"
        )
    if call.get("kwargs") or call.get("args"):
        return partial(CALLABLES[name], *call.get("args", ()), **call.get("kwargs", {}))
    return CALLABLES[name]


def _foreign_key(described: Description) -> models.Field:
    options = {
        name: described[name] for name in ("null", "blank", "db_index", "editable")
    }
    if described.get("related_name"):
        options["related_name"] = described["related_name"]
    if described["pk"]:
        options["primary_key"] = True
    field = (
        models.OneToOneField if described["relation"] == "o2o" else models.ForeignKey
    )
    return field(
        described["to"], on_delete=getattr(deletion, described["on_delete"]), **options
    )


def _many_to_many(described: Description) -> models.Field:
    options: Description = {"blank": described["blank"]}
    for name in ("related_name", "related_query_name"):
        if described.get(name):
            options[name] = described[name]
    if not described["through_auto_created"]:
        options |= {
            "through": described["through"],
            "through_fields": described["through_fields"],
        }
    return models.ManyToManyField(described["to"], **options)
