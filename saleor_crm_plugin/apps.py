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
    "consent",
    "behavior",
    "tiers",
    "loyalty",
    "insight",
    "experiments",
    "messaging",
    "segments",
    "journeys",
    "imports",
)


class CrmConfig(AppConfig):
    """The CRM as Django sees it; Saleor appends it to INSTALLED_APPS by its entry point."""

    name = "saleor_crm_plugin"
    verbose_name = "CRM"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .analytics.shop_metric import load_shop_metrics
        from .imports.loading import load_imports
        from .journeys.kinds import load_kinds
        from .loyalty.earning_rule import load_earning_rules
        from .messaging.channel import load_channels
        from .outbox.handlers import subscribe
        from .saleor_adapter import beat, schema_hook
        from .segments.field import load_fields
        from .segments.ready_made_segment import load_ready_made_segments
        from .subscriptions import SUBSCRIPTIONS
        from .tasks import BEAT_SCHEDULE
        from .templates.trait import load_traits
        from .timeline import entry_types as entry_type_files
        from .timeline.entry_type import entry_types

        for area in AREAS_WITH_PEOPLE:
            import_module(f"{self.name}.{area}.person")
        entry_types.load(entry_type_files)
        load_earning_rules()
        load_channels()
        load_traits()
        load_kinds()
        load_imports()
        load_shop_metrics()
        load_fields()
        load_ready_made_segments()
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
