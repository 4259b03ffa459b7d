"""Migrations without files: Saleor's node names, all empty but the one that creates every table."""

from types import ModuleType
from typing import Any

from django.apps import apps as registry
from django.db import migrations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState

from ._contract import CREATION, apps, node_names

FOREIGN_NODES = [
    ("contenttypes", "0002_remove_content_type_name"),
    ("sites", "0002_alter_domain_unique"),
    ("django_celery_beat", "0001_initial"),
]
EXTENSIONS = ("pg_trgm", "btree_gin", "btree_gist", "unaccent")
ORDER_NUMBERS = "order_order_number_seq"


class CreateContract(Operation):
    """Creates the tables of all recorded models at once, so that circles between apps don't matter."""

    reversible = True
    reduces_to_sql = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # A rendered state is rendered anew with each model that joins it: once, with all of them, is enough.
        state.__dict__.pop("apps", None)
        for model in _models():
            state.add_model(ModelState.from_model(model))

    def database_forwards(
        self,
        app_label: str,
        schema_editor: Any,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for extension in EXTENSIONS:
            schema_editor.execute(f'CREATE EXTENSION IF NOT EXISTS "{extension}"')
        schema_editor.execute(f"CREATE SEQUENCE IF NOT EXISTS {ORDER_NUMBERS}")
        for model in _models():
            schema_editor.create_model(to_state.apps.get_model(model._meta.label))

    def database_backwards(
        self,
        app_label: str,
        schema_editor: Any,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for model in reversed(_models()):
            schema_editor.delete_model(from_state.apps.get_model(model._meta.label))
        schema_editor.execute(f"DROP SEQUENCE {ORDER_NUMBERS}")

    def describe(self) -> str:
        return "Create the tables of the recorded contract"


def fill(module: ModuleType) -> None:
    """Make the node that the module's name says: `saleor.<app>.migrations.<node>`."""
    _, label, _, name = module.__name__.split(".")
    attributes = {
        "__module__": module.__name__,
        "dependencies": _dependencies(label, name),
        "operations": [CreateContract()] if (label, name) == CREATION else [],
    }
    module.Migration = type("Migration", (migrations.Migration,), attributes)


def _dependencies(label: str, name: str) -> list[tuple[str, str]]:
    if (label, name) == CREATION:
        return FOREIGN_NODES
    chain = node_names(label)
    position = chain.index(name)
    return [(label, chain[position - 1])] if position else [CREATION]


def _models() -> list[type]:
    return [
        model
        for label in apps()
        for model in registry.get_app_config(label).get_models()
    ]
