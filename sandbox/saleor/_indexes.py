"""Turns recorded indexes and constraints into Django's."""

import ast
import re
from typing import Any

from django.contrib.postgres import indexes as postgres_indexes
from django.db import models
from django.db.models import Q

CONDITION = re.compile(r"\((?P<negated>NOT \()?AND: (?P<terms>.*?)\)(?(negated)\))$")
Description = dict[str, Any]


def index(described: Description) -> models.Index:
    """Make an index with its own name, operator classes and condition."""
    kind = getattr(postgres_indexes, described["class"], None) or getattr(
        models, described["class"]
    )
    options = {
        name: described[name]
        for name in ("opclasses", "include")
        if described.get(name)
    }
    if described["condition"]:
        options["condition"] = condition(described["condition"])
    return kind(fields=described["fields"], name=described["name"], **options)


def constraint(described: Description) -> models.BaseConstraint:
    """Make a unique or check constraint with its recorded condition."""
    if described["class"] == "CheckConstraint":
        return models.CheckConstraint(
            condition=condition(described["condition"]), name=described["name"]
        )
    options = (
        {"condition": condition(described["condition"])}
        if described["condition"]
        else {}
    )
    return models.UniqueConstraint(
        fields=described["fields"], name=described["name"], **options
    )


def condition(text: str) -> Q:
    """Read a condition as Django prints it: "(AND: ('is_default', True))", maybe with NOT."""
    found = CONDITION.fullmatch(text)
    if found is None:
        raise ValueError(
            f"The contract has a condition that the sandbox cannot read: {text}"
        )
    terms = Q(*ast.literal_eval(f"[{found['terms']}]"))
    return ~terms if found["negated"] else terms
