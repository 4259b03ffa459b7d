"""Record one model field: its column, its relation, its default and its choices."""

from django.db import connection, models

from .plain import callable_default, default_text, expression, plain

SIMPLE = ("max_length", "max_digits", "decimal_places", "auto_now", "auto_now_add")
COUNTRY_LIST = 60


def describe(field):
    """Return the facts of *field*, a forward field, a reverse relation or a money descriptor."""
    facts = {"class": type(field).__name__}
    if field.is_relation:
        facts |= _relation(field)
        if facts.get("reverse"):
            return facts
    if isinstance(field, models.Field):
        facts |= _column(field) | _choices(field) | _default(field)
    return facts


def money(field):
    """Return which columns a money descriptor reads and writes."""
    names = (
        "amount_field",
        "net_amount_field",
        "gross_amount_field",
        "currency_field",
        "currency",
    )
    pairs = {name: getattr(field, name, None) for name in names}
    return {"class": type(field).__name__} | {
        name: value for name, value in pairs.items() if isinstance(value, str)
    }


def is_money(field):
    """Tell whether *field* joins amount and currency columns and has no column of its own."""
    return not isinstance(field, models.Field) and hasattr(field, "currency_field")


def _relation(field):
    facts = {"relation": _kind(field), "to": _label(field.related_model)}
    remote = getattr(field, "remote_field", None)
    on_delete = getattr(remote, "on_delete", None)
    if on_delete is not None:
        facts["on_delete"] = getattr(on_delete, "__name__", str(on_delete))
    if field.auto_created and not field.concrete:
        return facts | {"reverse": True, "accessor": field.get_accessor_name()}
    facts["related_name"] = remote.related_name
    if not hasattr(field, "related_query_name"):
        return facts
    facts["related_query_name"] = field.related_query_name()
    return facts | (_many_to_many(field) if field.many_to_many else _foreign_key(field))


def _kind(field):
    if field.many_to_many:
        return "m2m"
    if field.one_to_one:
        return "o2o"
    return "fk" if field.many_to_one else "o2m"


def _label(model):
    return model._meta.label if model else None


def _many_to_many(field):
    through = field.remote_field.through
    return {
        "through": _label(through),
        "through_auto_created": bool(through._meta.auto_created),
        "through_fields": plain(field.remote_field.through_fields),
        "m2m_db_table": field.m2m_db_table(),
        "m2m_column_name": field.m2m_column_name(),
        "m2m_reverse_name": field.m2m_reverse_name(),
        "symmetrical": bool(field.remote_field.symmetrical),
    }


def _foreign_key(field):
    return {
        "db_constraint": field.db_constraint,
        "target_field": field.target_field.name,
        "limit_choices_to": plain(field.get_limit_choices_to()),
    }


def _column(field):
    facts = {
        "null": field.null,
        "blank": field.blank,
        "unique": field.unique,
        "pk": field.primary_key,
        "column": getattr(field, "column", None),
        "attname": field.attname,
        "db_index": field.db_index,
        "db_type": field.db_type(connection) if field.concrete else None,
        "editable": field.editable,
    }
    found = {name: getattr(field, name, None) for name in SIMPLE}
    facts |= {name: value for name, value in found.items() if value}
    if hasattr(field, "multiple"):
        facts["multiple"] = bool(field.multiple)
    if hasattr(field, "base_field"):
        facts["base_field"] = describe(field.base_field)
    return facts


def _choices(field):
    choices = list(field.flatchoices or [])
    if not choices or len(choices) >= COUNTRY_LIST:
        return {}
    return {
        "choices": [plain(value) for value, _ in choices],
        "choice_labels": [str(label) for _, label in choices],
    }


def _default(field):
    facts = {}
    if field.has_default():
        facts |= _python_default(field.default)
    stored = getattr(field, "db_default", models.NOT_PROVIDED)
    if stored is not models.NOT_PROVIDED:
        facts["db_default"] = True
        facts["db_default_expression"] = expression(field._db_default_expression)
    return facts


def _python_default(default):
    if callable(default):
        return {
            "default": default_text(default),
            "default_call": callable_default(default),
        }
    return {"default": plain(default), "default_type": type(default).__name__}
