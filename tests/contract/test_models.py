"""The shop's models are those that were recorded of its version, column by column."""

import json
from pathlib import Path

import pytest
import saleor
from django.apps import apps
from django.db import connection, models

CONTRACTS = Path(__file__).resolve().parents[2] / "sandbox" / "contract"
COMPARED = (
    "class",
    "column",
    "attname",
    "null",
    "unique",
    "pk",
    "db_index",
    "related_name",
    "on_delete",
    "to",
)
# The sandbox keeps the same columns without the libraries that give these more behavior.
SIMPLER = {
    "ImageField": "FileField",
    "MeasurementField": "FloatField",
    "PossiblePhoneNumberField": "PhoneNumberField",
    "SanitizedJSONField": "JSONField",
}


def recorded_models():
    """Read the models of the running version; a development version has its own file."""
    version = ".".join(saleor.__version__.split(".")[:2])
    path = CONTRACTS / f"saleor-{version}.json"
    path = path if path.exists() else CONTRACTS / "saleor-main.json"
    return {
        label: model
        for label, model in json.loads(path.read_text())["models"].items()
        if model
    }


def described(field):
    """Describe a concrete field as the recording does."""
    found = {
        "class": type(field).__name__,
        "column": field.column,
        "attname": field.attname,
        "null": field.null,
        "unique": field.unique,
        "pk": field.primary_key,
        "db_index": field.db_index,
        "db_type": field.db_type(connection),
    }
    if field.is_relation:
        found["related_name"] = field.remote_field.related_name
        found["to"] = field.related_model._meta.label
        found["on_delete"] = field.remote_field.on_delete.__name__
    return found


def simplified(facts):
    return facts | {"class": SIMPLER.get(facts["class"], facts["class"])}


def expected(facts):
    names = [name for name in (*COMPARED, "db_type") if name in facts]
    return {name: facts[name] for name in names}


@pytest.mark.parametrize("label", sorted(recorded_models()))
def test_concrete_fields_are_the_recorded_ones(label):
    recorded = recorded_models()[label]
    model = apps.get_model(label)

    ours = {
        field.name: simplified(described(field))
        for field in model._meta.local_concrete_fields
    }

    theirs = {
        name: simplified(expected(facts))
        for name, facts in recorded["fields"].items()
        if name in ours or is_concrete(facts, recorded)
    }
    assert ours == theirs


def is_concrete(facts, recorded):
    inherits = "django_celery_beat.PeriodicTask" in recorded["bases"]
    return not inherits and not facts.get("reverse") and bool(facts.get("db_type"))


@pytest.mark.parametrize("label", sorted(recorded_models()))
def test_order_keys_indexes_and_constraints_are_the_recorded_ones(label):
    recorded = recorded_models()[label]
    meta = apps.get_model(label)._meta

    assert meta.db_table == recorded["db_table"]
    assert list(meta.ordering) == recorded["ordering"]
    assert [list(names) for names in meta.unique_together] == recorded[
        "unique_together"
    ]
    assert [index.name for index in meta.indexes] == [
        index["name"] for index in recorded["indexes"]
    ]
    assert [constraint.name for constraint in meta.constraints] == recorded[
        "constraints"
    ]


@pytest.mark.django_db
def test_orders_take_their_number_from_the_shared_sequence():
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('order_order_number_seq')")
        last = cursor.fetchone()[0]

    assert apps.get_model("order.Order")().number == last + 1


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(recorded_models()))
def test_tables_exist_with_the_columns(label):
    table = apps.get_model(label)._meta.db_table
    with connection.cursor() as cursor:
        columns = {
            column.name
            for column in connection.introspection.get_table_description(cursor, table)
        }

    concrete = apps.get_model(label)._meta.local_concrete_fields
    assert {
        field.column for field in concrete if isinstance(field, models.Field)
    } <= columns
