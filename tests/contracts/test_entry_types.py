"""What the timeline hears of can be read in it, and every entry type keeps its promises."""

import datetime
import importlib
import json
import pkgutil
import sys
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic_core import to_json

import saleor_crm_plugin
from saleor_crm_plugin.core.facts import Fact, own_values
from saleor_crm_plugin.subscriptions import SUBSCRIPTIONS
from saleor_crm_plugin.timeline.actions.record import record
from saleor_crm_plugin.timeline.entry_type import Entry, entry_types

HAPPENED_AT = datetime.datetime(2026, 5, 4, tzinfo=datetime.UTC)
AREAS = [
    area.name for area in pkgutil.iter_modules(saleor_crm_plugin.__path__) if area.ispkg
]

st.register_type_strategy(
    datetime.datetime,
    st.datetimes(
        # Hypothesis wants the bounds naive.
        min_value=datetime.datetime(1000, 1, 1),  # noqa: DTZ001
        timezones=st.just(datetime.UTC),
    ),
)
# Money comes from columns that hold finite numbers only.
st.register_type_strategy(
    Decimal, st.decimals(min_value=-(10**12), max_value=10**12, places=3)
)


def fact_types():
    """Return every fact of the package that can be published: those with a code."""
    for area in AREAS:
        name = f"{saleor_crm_plugin.__name__}.{area}.events"
        if importlib.util.find_spec(name):
            importlib.import_module(name)
    return sorted(with_codes(Fact), key=lambda fact: fact.code)


def with_codes(base):
    found = set()
    for child in base.__subclasses__():
        if child.code and is_ours(child):
            found.add(child)
        found |= with_codes(child)
    return found


def is_ours(fact_type):
    """Whether the class is what its module calls so: a dataclass with slots is built twice."""
    module = sys.modules[fact_type.__module__]
    in_package = module.__name__.startswith(f"{saleor_crm_plugin.__name__}.")
    return in_package and getattr(module, fact_type.__name__) is fact_type


EVERY_FACT = fact_types()
# What is about nobody, or turns segments or earns points without being worth a line of a story.
UNTOLD = {
    "campaigns.ended",
    "campaigns.started",
    "identity.attributes_changed",
    "identity.details_changed",
    "identity.field_told",
    "identity.tags_changed",
    "messaging.channel_preferred",
}
FACT_TYPES = [fact for fact in EVERY_FACT if fact.code not in UNTOLD]


def test_what_the_timeline_hears_has_an_entry_type_and_all_but_a_few_are_heard():
    heard = {
        fact.code for fact, handlers in SUBSCRIPTIONS.items() if record in handlers
    }
    assert heard <= {kind.code for kind in entry_types}
    assert {fact.code for fact in FACT_TYPES} == {kind.code for kind in entry_types}
    assert not heard & UNTOLD
    assert {fact.code for fact in EVERY_FACT} >= UNTOLD
    assert len(EVERY_FACT) == len({fact.code for fact in EVERY_FACT})


@pytest.mark.parametrize("fact_type", FACT_TYPES, ids=lambda fact_type: fact_type.code)
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
    ],
)
@given(data=st.data())
def test_summary_is_a_sentence_without_a_query(fact_type, data):
    # given a fact with any values; a query would fail here, for this test has no database
    fact = data.draw(st.from_type(fact_type))
    entry = Entry(
        id=1,
        profile_id=1,
        occurred_at=fact.occurred_at,
        entry_type=fact.code,
        origin=str(fact.origin),
        payload=json.loads(to_json(own_values(fact))),
    )

    # when
    summary = entry.summary

    # then
    assert summary.endswith(".")
    assert len(summary) > len("It is.")


@pytest.mark.parametrize("kind", list(entry_types), ids=lambda kind: kind.code)
def test_entry_type_has_a_label_of_its_own_and_erases_once(kind, profile):
    assert [other for other in entry_types if other.label == kind.label] == [kind]
    assert kind().erase_personal_data(profile.id) == 0


def test_entry_of_a_type_that_is_no_longer_known_shows_its_code():
    entry = Entry(1, 1, HAPPENED_AT, "shop.melted", "live", {})
    assert entry.summary == "shop.melted"
