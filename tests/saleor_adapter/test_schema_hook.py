"""We add to the schema at the one moment when Saleor builds it, once."""

import sys
from types import ModuleType

import pytest

from saleor_crm_plugin.saleor_adapter import beat, schema_hook


@pytest.fixture
def builder(monkeypatch):
    """A module in the place of Saleor's, whose function says what it was given."""
    module = ModuleType(schema_hook.BUILDER)
    module.build_federated_schema = lambda query, mutation, types, **rest: (
        query,
        mutation,
        types,
        rest,
    )
    monkeypatch.setitem(sys.modules, schema_hook.BUILDER, module)
    monkeypatch.delitem(sys.modules, schema_hook.API, raising=False)
    return module


def extend(query, mutation, types):
    return query + "+", mutation + "+", [*types, "ours"]


def test_what_is_built_has_our_part_and_all_else_as_it_was(builder):
    schema_hook.install(extend)

    built = builder.build_federated_schema(
        "Query", mutation="Mutation", types=["theirs"], subscription="S"
    )

    assert built == ("Query+", "Mutation+", ["theirs", "ours"], {"subscription": "S"})


def test_installing_twice_adds_once(builder):
    schema_hook.install(extend)
    schema_hook.install(extend)

    query, *_ = builder.build_federated_schema("Query", mutation="M", types=[])

    assert query == "Query+"


def test_a_schema_that_exists_already_is_refused_loudly(builder, monkeypatch):
    monkeypatch.setitem(sys.modules, schema_hook.API, ModuleType(schema_hook.API))

    with pytest.raises(schema_hook.SchemaBuiltTooEarly, match=r"saleor\.graphql\.api"):
        schema_hook.install(extend)


def test_code_generators_see_a_new_schema_after_an_upgrade(settings):
    settings.GRAPHQL_CACHE_SUFFIX = "theirs"

    schema_hook.forget_cached_introspection()
    schema_hook.forget_cached_introspection()

    assert settings.GRAPHQL_CACHE_SUFFIX.startswith("theirscrm")
    assert settings.GRAPHQL_CACHE_SUFFIX.count("crm") == 1


def test_a_merchants_own_schedule_wins(settings):
    settings.CELERY_BEAT_SCHEDULE = {"sweep": {"task": "theirs"}}

    beat.schedule({"sweep": {"task": "ours"}, "proof": {"task": "ours"}})

    assert settings.CELERY_BEAT_SCHEDULE == {
        "sweep": {"task": "theirs"},
        "proof": {"task": "ours"},
    }
