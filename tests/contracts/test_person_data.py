"""Every row about a person is claimed by exactly one PersonData, which keeps its promises."""

import datetime
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey
from django.test.utils import CaptureQueriesContext

import saleor_crm_plugin
from saleor_crm_plugin.apps import AREAS_WITH_PEOPLE
from saleor_crm_plugin.identity.models import Identifier, Profile
from saleor_crm_plugin.identity.moving import Merge
from saleor_crm_plugin.identity.person_data import in_lock_order, person_data

NOW = datetime.datetime(2026, 5, 4, tzinfo=datetime.UTC)
IDENTIFIERS = Identifier.objects
PACKAGE = Path(saleor_crm_plugin.__file__).parent


def is_about_a_person(model):
    """Whether a row names a profile: itself, by a foreign key, or by a plain id."""
    return model is Profile or any(
        field.name.endswith("profile_id")
        or (isinstance(field, ForeignKey) and field.related_model is Profile)
        for field in model._meta.get_fields()
    )


def test_every_model_with_a_profile_id_is_claimed_by_exactly_one():
    # given
    models = apps.get_app_config("saleor_crm_plugin").get_models()
    about_people = {model.__name__ for model in models if is_about_a_person(model)}

    # when
    claimed = Counter(model.__name__ for kind in person_data for model in kind.models)

    # then
    assert set(claimed.values()) == {1}
    assert set(claimed) == about_people


def test_every_area_with_people_is_loaded():
    areas = {path.parent.name for path in PACKAGE.glob("*/person.py")}
    assert set(AREAS_WITH_PEOPLE) == areas


def test_every_kind_has_its_own_place_in_the_lock_order():
    positions = [kind.lock_position for kind in in_lock_order()]
    assert len(set(positions)) == len(positions)
    assert positions == sorted(positions)


@pytest.mark.parametrize("kind", list(person_data), ids=lambda kind: kind.code)
def test_kind_keeps_its_promises(kind, profile):
    # when
    exported = kind().export(profile.id)

    # then it is plain JSON, and erasing twice changes nothing twice
    assert json.loads(json.dumps(exported)) == exported
    assert isinstance(kind().erase(profile.id, now=NOW), int)
    assert kind().erase(profile.id, now=NOW) == 0


# What a copy leaves out and why, with the table that says the same of the person, if it matters.
NOT_IN_A_COPY = {
    "BehaviorDay": ("counts the kept events", "BehaviorEvent"),
    "BehaviorDifference": ("says which count was wrong, and by how many rows", ""),
    "CapLock": ("is a lock that holds nothing", ""),
    "CapSlot": ("is a place that a message takes", "Message"),
    "CategoryInterest": ("counts the kept events", "BehaviorEvent"),
    "ConsentState": ("is where the acts lead", "ConsentEvent"),
    "DuplicateSuggestion": ("tells what somebody else has in common", ""),
    "ExpiryWarning": ("is a mark that a fact was told once", "TimelineEntry"),
    "FirstOrder": ("names the order that was settled as first", "OrderSettlement"),
    "MatchKey": (
        "is a hash of parts of the name, by which people are compared",
        "PersonName",
    ),
    "ProductInterest": ("counts the kept events", "BehaviorEvent"),
    "SegmentDue": ("says when memberships are looked at again", "SegmentMember"),
    "TimelineMonth": ("names the months of entries", "TimelineEntry"),
}

# Read only where the row that it hangs on is there.
READ_WITH_ANOTHER = {"MessageAddress"}


def test_a_copy_reads_every_table_about_a_person_but_those_with_a_reason(profile):
    # when
    copied, left_out = set(), set()
    for kind in in_lock_order():
        with CaptureQueriesContext(connection) as asked:
            kind.export(profile.id)
        read = set(re.findall(r"crm_\w+", " ".join(one["sql"] for one in asked)))
        for model in kind.models:
            is_read = model._meta.db_table in read
            (copied if is_read else left_out).add(model.__name__)

    # then
    assert left_out - READ_WITH_ANOTHER == set(NOT_IN_A_COPY)
    assert {told for _, told in NOT_IN_A_COPY.values()} - copied == {""}


@pytest.mark.parametrize("kind", list(person_data), ids=lambda kind: kind.code)
def test_every_table_moves_or_stays_with_a_reason(kind):
    moving = [place.model for place in kind.moves]
    assert Counter([*moving, *kind.stays]) == Counter(kind.models)
    assert all(reason.endswith(".") for reason in kind.stays.values())


@pytest.mark.parametrize("kind", list(person_data), ids=lambda kind: kind.code)
def test_merging_nothing_moves_nothing(kind, profile, guest_profile):
    # given
    merge = Merge(
        id=404,
        source_id=guest_profile.id,
        target_id=profile.id,
        merged_at=NOW,
        now=NOW,
    )
    IDENTIFIERS.filter(profile=guest_profile).delete()

    # when / then
    kind().lock([guest_profile.id, profile.id])
    assert set(kind().merge(merge).values()) <= {0}
    assert set(kind().unmerge(merge).values()) <= {0}
    assert set(kind().preview(guest_profile.id, profile.id).values()) <= {(0, 0)}
