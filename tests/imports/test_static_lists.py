"""People put on a list out of a file, and taken off again."""

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.graphql.ids import node_id
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.imports.errors import InvalidOptions
from saleor_crm_plugin.imports.models import Import
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.segments.actions.lists import add_to_list, remove_from_list
from saleor_crm_plugin.segments.actions.save import archive_segment, create_segment
from saleor_crm_plugin.segments.models import Segment, SegmentKind, SegmentMember

from ..fixtures.import_file import (
    STAFF,
    bring,
    counts,
    problems,
    rehearsed,
    run,
    undone,
    worked,
)
from ..fixtures.member import guest

FILE = (
    "email\nanna@example.com\nbo@example.com\nearly@example.com\nnobody@example.com\n"
)
FIRST = node_id("CrmSegment", 1)


@pytest.fixture
def people():
    """Return three people whom the file names."""
    return [guest(f"{name}@example.com") for name in ("anna", "bo", "early")]


@pytest.fixture
def fair(people):
    """Return a list on which the third person is already."""
    made = create_segment("Fair", kind=SegmentKind.LIST, author=STAFF, now=clock.now())
    add_to_list(made.pk, people[2:], now=clock.now())
    return made


def on_it(segment):
    """Return who is on the list."""
    rows = SegmentMember.objects.filter(segment_id=segment.pk, left_at=None)
    return set(rows.values_list("profile_id", flat=True))


@pytest.mark.django_db
def test_people_are_put_on_a_list_once_and_taken_off_again(people, fair):
    # when
    job = rehearsed(bring("static_lists", FILE, list=node_id("CrmSegment", fair.pk)))
    assert (counts(job), on_it(fair)) == ((2, 0, 1, 1), {people[2]})
    job = run(job)

    # then
    assert (counts(job), on_it(fair)) == ((2, 0, 1, 1), set(people))
    assert problems(job) == {5: [("", "nobody_found")]}
    came = FactRow.objects.filter(code="segments.entered", origin=Origin.IMPORT)
    assert set(came.values_list("profile_id", flat=True)) == set(people[:2])
    assert counts(
        run(bring("static_lists", FILE, list=node_id("CrmSegment", fair.pk)))
    ) == (0, 0, 3, 1)
    job = undone(job)
    assert (job.undone, job.kept, on_it(fair)) == (2, 0, {people[2]})


@pytest.mark.django_db
def test_a_list_is_made_by_its_name_when_the_file_is_run(people, small_batches):
    # given
    job = rehearsed(bring("static_lists", FILE, name="Summer"))
    assert (counts(job), Segment.objects.count()) == ((3, 0, 0, 1), 0)

    # when
    job = run(job)

    # then
    [made] = Segment.objects.all()
    assert (made.name, made.kind, on_it(made)) == ("Summer", "list", set(people))
    assert counts(job) == (3, 0, 0, 1)
    assert counts(run(bring("static_lists", FILE, name="Summer"))) == (0, 0, 3, 1)
    assert Segment.objects.count() == 1


@pytest.mark.django_db
def test_whoever_was_put_on_anew_since_stays(people, fair):
    # given
    anna, bo, early = people
    job = run(bring("static_lists", FILE, list=node_id("CrmSegment", fair.pk)))
    remove_from_list(fair.pk, [anna, bo], now=clock.now())
    add_to_list(fair.pk, [anna], now=clock.now())

    # when
    job = undone(job)

    # then
    assert (job.undone, job.kept, on_it(fair)) == (0, 2, {anna, early})
    assert problems(job)[2] == problems(job)[3] == [("", "changed_since")]


@pytest.mark.django_db
def test_an_archived_list_takes_nobody_and_is_left_by_nobody(people, fair):
    # given
    ran = run(bring("static_lists", FILE, list=node_id("CrmSegment", fair.pk)))
    waiting = bring("static_lists", FILE, list=node_id("CrmSegment", fair.pk))
    rehearsed(waiting)
    archive_segment(fair.pk, author=STAFF, now=clock.now())
    Import.objects.filter(pk=waiting.pk).update(state="running", position=0)

    # when
    waiting, ran = worked(waiting), undone(ran)

    # then
    assert (waiting.state, waiting.created) == ("done", 0)
    assert set(map(str, problems(waiting).values())) == {"[('', 'list_gone')]"}
    assert (ran.undone, ran.kept, on_it(fair)) == (0, 2, set())


@pytest.mark.django_db
def test_whoever_is_erased_before_the_run_stays_away(people, fair):
    # given
    job = rehearsed(bring("static_lists", FILE, list=node_id("CrmSegment", fair.pk)))
    erase_profile(people[0], now=clock.now(), author=STAFF)

    # when
    job = run(job)

    # then
    assert (counts(job), on_it(fair)) == ((1, 0, 1, 2), set(people[1:]))
    assert problems(job)[2] == [("", "forgotten")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "list: name one list, by its ID or by its name."),
        ({"list": ""}, "list: name one list, by its ID or by its name."),
        ({"list": FIRST, "name": "Both"}, "list: name one list, by its ID or by its"),
        ({"list": node_id("CrmSegment", 12345)}, "list: there is no list with this ID"),
        ({"list": 1}, "list: Give the ID of a list"),
        ({"list": "1"}, "list: Give the ID of a list"),
        ({"list": node_id("CrmProfile", 1)}, "list: Give the ID of a"),
        ({"list": node_id("CrmSegment", 0)}, "list: Give the ID of a"),
        ({"segment": 1}, "segment: Extra inputs are not permitted"),
    ],
)
def test_there_must_be_one_such_list(fair, options, said):
    with pytest.raises(InvalidOptions) as refusal:
        bring("static_lists", "email\n", **options)
    assert refusal.value.message.startswith(said)
    assert not Import.objects.exists()


@pytest.mark.django_db
def test_an_import_says_which_list_it_has_made(people):
    job = run(bring("static_lists", FILE, name="Summer"))
    named = node_id("CrmSegment", Segment.objects.get().pk)
    assert (job.options["list"], job.options["name"]) == (named, "")


@pytest.mark.django_db
def test_a_rule_takes_nobody_from_a_file():
    # given
    rule = {"field": "orders.count", "operator": "is", "value": 0}
    create_segment(
        "Ruled", kind=SegmentKind.RULE, rule=rule, author=STAFF, now=clock.now()
    )

    # when / then
    with pytest.raises(InvalidOptions):
        bring("static_lists", "email\n", name="Ruled")
