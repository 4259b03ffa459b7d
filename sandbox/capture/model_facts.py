"""Record models: fields, ordering, indexes, constraints, bases, managers and methods."""

import inspect

from django.apps import apps
from django.db import connection

from . import field_facts
from .plain import callable_default, expression, plain


def describe(label):
    """Return the facts of the model *label*, or None where this version has no such model."""
    try:
        model = apps.get_model(label)
    except LookupError:
        return None
    return describe_class(model) | {
        "managers": [manager.name for manager in model._meta.managers],
        "properties": _properties(model),
        "methods": _methods(model),
        "queryset_methods": _methods(type(model._default_manager.all())),
    }


def describe_class(model):
    """Return what makes the table of *model* and the order of its rows."""
    meta = model._meta
    return {
        "db_table": meta.db_table,
        "pk": meta.pk.name,
        "pk_class": type(meta.pk).__name__,
        "bases": [
            base._meta.label for base in model.__mro__[1:] if hasattr(base, "_meta")
        ],
        "fields": {
            _name(field): field_facts.describe(field) for field in _fields(meta)
        },
        "money_fields": {
            field.name: field_facts.money(field)
            for field in meta.private_fields
            if field_facts.is_money(field)
        },
        "ordering": [expression(item) for item in meta.ordering],
        "get_latest_by": plain(meta.get_latest_by),
        "unique_together": plain(meta.unique_together),
        "constraints": [constraint.name for constraint in meta.constraints],
        "constraint_details": [
            _constraint(constraint) for constraint in meta.constraints
        ],
        "indexes": [_index(index) for index in meta.indexes],
        "meta_permissions": plain(meta.permissions),
    }


def through_models(recorded):
    """Describe each join table of the *recorded* models that is not itself recorded."""
    found = {}
    for model in _existing(recorded):
        for field in model._meta.many_to_many:
            through = field.remote_field.through
            if through._meta.label not in recorded:
                found[through._meta.label] = describe_class(through)
    return found


def targets(recorded):
    """Describe the key of each model that a recorded one points at without being recorded."""
    found = {}
    for model in _existing(recorded):
        for field in model._meta.get_fields():
            if _points_outside(field, recorded):
                found[field.related_model._meta.label] = _key(field.related_model)
    return found


def _points_outside(field, recorded):
    forward = field.is_relation and not (field.auto_created and not field.concrete)
    return (
        forward
        and field.related_model
        and field.related_model._meta.label not in recorded
    )


def _key(model):
    key = model._meta.pk
    facts = {
        "db_table": model._meta.db_table,
        "pk": key.name,
        "pk_class": type(key).__name__,
        "pk_column": key.column,
        "pk_db_type": key.db_type(connection),
    }
    if key.has_default() and callable(key.default):
        facts["pk_default"] = callable_default(key.default)
    return facts


def _existing(labels):
    found = {model._meta.label: model for model in apps.get_models()}
    return [found[label] for label in labels if label in found]


def _fields(meta):
    return meta.get_fields(include_hidden=False)


def _name(field):
    if field.auto_created and not field.concrete and field.is_relation:
        return field.get_accessor_name()
    return field.name


def _index(index):
    return {
        "name": index.name,
        "class": type(index).__name__,
        "fields": list(index.fields),
        "expressions": [expression(item) for item in index.expressions],
        "opclasses": list(index.opclasses),
        "include": list(index.include),
        "condition": plain(index.condition),
    }


def _constraint(constraint):
    return {
        "name": constraint.name,
        "class": type(constraint).__name__,
        "fields": list(getattr(constraint, "fields", ())),
        "expressions": [
            expression(item) for item in getattr(constraint, "expressions", ())
        ],
        "condition": plain(getattr(constraint, "condition", None)),
        "nulls_distinct": getattr(constraint, "nulls_distinct", None),
        "deferrable": plain(getattr(constraint, "deferrable", None)),
    }


def _properties(model):
    members = inspect.getmembers(model, lambda member: isinstance(member, property))
    return sorted(name for name, _ in members if not name.startswith("_"))


def _methods(owner):
    return {
        name: str(inspect.signature(function))
        for name, function in inspect.getmembers(owner, inspect.isfunction)
        if not name.startswith("_") and function.__module__.startswith("saleor.")
    }
