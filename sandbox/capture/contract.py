"""Write the contract of a real Saleor: the facts from which the sandbox shop is generated.

Run from Saleor's own source folder with this folder's parent on PYTHONPATH; no database is touched:

    PYTHONPATH=<repository>/sandbox python -m capture.contract > saleor-3.23.json
"""

import json
import sys
from importlib.metadata import entry_points

from .surface import CALLABLES, ENUM_MODULES, MODELS, SETTINGS

EXTRA_MIGRATED_APPS = {"core", "menu", "warehouse"}


def document():
    """Return every recorded fact as plain JSON values. Django must be set up."""
    # First, for this loads the whole API: its modules import one another, as do migrations them.
    code = _code_facts()
    return code | _versions() | _plugin_facts() | _model_facts() | _settings_facts()


def _versions():
    import celery
    import django
    import graphene
    import graphql
    import saleor

    return {
        "saleor": saleor.__version__,
        "python": ".".join(map(str, sys.version_info[:3])),
        "django": django.get_version(),
        "graphene": graphene.__version__,
        "graphql_core": graphql.__version__,
        "celery": celery.__version__,
    }


def _plugin_facts():
    from saleor.plugins.base_plugin import ConfigurationTypeField

    from . import plugin_facts

    types = vars(ConfigurationTypeField).items()
    return {
        "base_plugin": plugin_facts.hook_annotations(),
        "plugin_manager_calls": plugin_facts.hook_calls(),
        "configuration_field_types": {
            name: value
            for name, value in types
            if name.isupper() and isinstance(value, str)
        },
    }


def _model_facts():
    from . import model_facts

    return {
        "models": {label: model_facts.describe(label) for label in MODELS},
        "through_models": model_facts.through_models(MODELS),
        "targets": model_facts.targets(MODELS),
        "latest_migrations": _latest_migrations(),
    }


def _latest_migrations():
    from django.db.migrations.loader import MigrationLoader

    graph = MigrationLoader(None).graph
    labels = {label.split(".")[0] for label in MODELS} | EXTRA_MIGRATED_APPS
    return {
        label: sorted(name for _, name in graph.leaf_nodes(label))
        for label in sorted(labels)
    }


def _code_facts():
    from . import code_facts, graphql_facts

    surface = graphql_facts.surface()
    return {
        "enums": {name: code_facts.module_enums(name) for name in ENUM_MODULES},
        "enum_kinds": {name: code_facts.enum_kinds(name) for name in ENUM_MODULES},
        "permissions": code_facts.permissions(),
        "callables": {spec: code_facts.describe_callable(spec) for spec in CALLABLES},
        "graphql": surface,
    }


def _settings_facts():
    from django.conf import settings

    plugins = {found.name for found in entry_points(group="saleor.plugins")}
    return {
        "settings": {
            "INSTALLED_APPS": [
                name for name in settings.INSTALLED_APPS if name not in plugins
            ],
            "BUILTIN_PLUGINS": list(getattr(settings, "BUILTIN_PLUGINS", [])),
            "MIDDLEWARE": list(settings.MIDDLEWARE),
            "CELERY_BEAT_SCHEDULE": sorted(settings.CELERY_BEAT_SCHEDULE),
            "ROOT_URLCONF": settings.ROOT_URLCONF,
            "DEFAULT_AUTO_FIELD": settings.DEFAULT_AUTO_FIELD,
        }
        | {name: str(getattr(settings, name, None)) for name in SETTINGS}
    }


def main():
    """Write the document of the Saleor on the import path to standard output."""
    from .inside import start

    start()
    json.dump(document(), sys.stdout, indent=1, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
