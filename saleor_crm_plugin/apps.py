"""Tells Django about the one app, and ties the areas together when it is ready."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig

# The areas that keep rows about people, each registered in its `person.py`.
AREAS_WITH_PEOPLE = (
    "identity",
    "privacy",
    "observation",
    "timeline",
    "ledger",
    "codes",
    "consent",
    "behavior",
    "tiers",
    "loyalty",
    "insight",
    "experiments",
    "messaging",
    "segments",
    "journeys",
    "campaigns",
    "imports",
)

# The areas whose rows name segments that must not go away, each registered in its
# `segment_need.py`.
AREAS_NAMING_SEGMENTS = ("campaigns", "journeys")

# The areas that say what templates say, each registered in its `template_need.py`.
AREAS_USING_TEMPLATES = ("campaigns", "journeys")

# The registries whose items stand in folders: a module, and what in it loads them.
LOADED = (
    ("loyalty.earning_rule", "load_earning_rules"),
    ("messaging.channel", "load_channels"),
    ("templates.trait", "load_traits"),
    ("segments.field", "load_fields"),
    ("segments.ready_made_segment", "load_ready_made_segments"),
    ("journeys.kinds", "load_kinds"),
    ("imports.loading", "load_imports"),
    ("analytics.shop_metric", "load_shop_metrics"),
)


class CrmConfig(AppConfig):
    """The CRM as Django sees it; Saleor appends it to INSTALLED_APPS by its entry point."""

    name = "saleor_crm_plugin"
    verbose_name = "CRM"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .outbox.handlers import subscribe
        from .saleor_adapter import beat, schema_hook
        from .subscriptions import SUBSCRIPTIONS
        from .tasks import BEAT_SCHEDULE
        from .timeline import entry_types as entry_type_files
        from .timeline.entry_type import entry_types

        for area in AREAS_WITH_PEOPLE:
            import_module(f"{self.name}.{area}.person")
        for area in AREAS_NAMING_SEGMENTS:
            import_module(f"{self.name}.{area}.segment_need")
        for area in AREAS_USING_TEMPLATES:
            import_module(f"{self.name}.{area}.template_need")
        entry_types.load(entry_type_files)
        for module, load in LOADED:
            getattr(import_module(f"{self.name}.{module}"), load)()
        subscribe(SUBSCRIPTIONS)
        beat.schedule(BEAT_SCHEDULE)
        schema_hook.install(_extend_schema)
        schema_hook.forget_cached_introspection()


def _extend_schema(
    query: type, mutation: type, types: Any
) -> tuple[type, type, list[Any]]:
    # Imported only here: workers never build the API, and its types do not exist before.
    from .graphql.schema import extend

    return extend(query, mutation, types)
