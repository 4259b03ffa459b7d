"""What keeps a campaign from running is told with the path of its field, all at once."""

import datetime

import pytest

from saleor_crm_plugin.campaigns.checking import problems, require_sound
from saleor_crm_plugin.campaigns.errors import InvalidDefinition
from saleor_crm_plugin.campaigns.policies.reasons import StepReason
from saleor_crm_plugin.campaigns.policies.states import CampaignKind
from saleor_crm_plugin.campaigns.reading import read
from saleor_crm_plugin.campaigns.standstill import reason_to_pause
from saleor_crm_plugin.segments.actions.save import archive_segment, create_segment
from saleor_crm_plugin.templates.actions.publish import archive_template
from saleor_crm_plugin.templates.models import Template
from saleor_crm_plugin.templates.rendering import TemplateKind
from tests.fixtures.campaign import TOMORROW, definition, make_list, ready
from tests.fixtures.messages import AUTHOR, NOON
from tests.shop.rows import make_channel
from tests.shop.stock_rows import make_voucher

EVERYBODY = {"field": "profile.kind", "operator": "is", "value": "guest"}
YESTERDAY = NOON - datetime.timedelta(days=1)
BROADCAST, RECURRING = CampaignKind.BROADCAST, CampaignKind.RECURRING


def found(given, kind=BROADCAST, now=NOON):
    """Return path and code of everything that is wrong."""
    return [(one.path, one.code) for one in problems(kind, read(given), now=now)]


def messages(given):
    return [one.message for one in problems(BROADCAST, read(given), now=NOON)]


def letter(**changes):
    return {"variants": [{"key": "a", "template": "welcome"}], **changes}


def test_what_the_shop_has_can_run(welcome):
    assert found(ready()) == []
    require_sound(BROADCAST, read(ready()), now=NOON)


def test_each_segment_that_is_none_is_named(welcome):
    # given
    people = make_list()
    gone = make_list(name="Gone")
    archive_segment(gone.pk, author=AUTHOR, now=NOON)
    unfilled = create_segment(
        "New", kind="rule", rule=EVERYBODY, author=AUTHOR, now=NOON
    )
    fitting = {"segments": [people.pk, 404]}
    given = definition(
        audience={
            "lists": [people.pk, unfilled.pk, gone.pk],
            "segments": [people.pk, unfilled.pk],
            "exclude_lists": [404],
        },
        content={
            "variants": [
                {"key": "a", "template": "welcome", "fitting": fitting},
                {"key": "b", "template": "welcome"},
            ]
        },
    )

    # when / then
    assert found(given | {"audience": given["audience"]}) == [
        ("definition.audience.segments.0", "invalid"),
        ("definition.audience.segments.1", "not_ready"),
        ("definition.audience.lists.1", "invalid"),
        ("definition.audience.lists.2", "not_found"),
        ("definition.audience.exclude_lists.0", "not_found"),
        ("definition.content.variants.0.fitting.segments.1", "not_found"),
    ]


def test_a_template_that_is_not_published_is_named(welcome):
    given = ready(content=letter(variants=[{"key": "a", "template": "farewell"}]))
    path = "definition.content.variants.0.template"
    assert found(given) == [(path, "not_found")]
    archive_template(welcome.pk, author=AUTHOR, now=NOON)
    assert found(ready()) == [(path, "not_found")]


def test_a_template_of_another_purpose_is_refused(welcome):
    given = ready(content=letter(purpose="transactional"))
    assert messages(given) == [
        "The template 'welcome' is written for the purpose 'marketing', "
        "not for 'transactional'."
    ]


@pytest.mark.parametrize("named", [[], ["email"], ["onsite", "email"]])
def test_what_is_written_for_the_storefront_goes_nowhere_else(welcome, named):
    Template.objects.update(kind=TemplateKind.ONSITE)

    assert messages(ready(content=letter(channels=named))) == [
        "The template 'welcome' is written for the storefront: "
        "choose the channel 'onsite' and no other."
    ]
    assert messages(ready(content=letter(channels=["onsite"]))) == []


def test_names_that_nothing_stands_behind(welcome):
    condition = {"attribute": "shoe_size", "values": ["42"]}
    variants = [
        {"key": "a", "template": "welcome", "fitting": {"conditions": [condition]}},
        {"key": "b", "template": "welcome"},
    ]
    given = ready(
        content={
            "purpose": "gossip",
            "channels": ["email", "pigeon"],
            "shop_channel": "moon",
            "variants": variants,
            "code": {"voucher": 404},
        }
    )
    fitting = "definition.content.variants.0.fitting"
    assert [one for one in found(given) if not one[0].endswith("template")] == [
        ("definition.content.code.voucher", "not_found"),
        ("definition.content.purpose", "invalid"),
        ("definition.content.channels.1", "invalid"),
        ("definition.content.shop_channel", "not_found"),
        (f"{fitting}.conditions.0.attribute", "invalid"),
    ]


def test_a_voucher_must_give_single_use_codes_and_not_be_over(welcome):
    # given
    channel = make_channel()
    good = make_voucher(channel)
    reusable = make_voucher(channel, single_use=False)
    over = make_voucher(channel, end_date=YESTERDAY)

    # when
    told = [
        found(ready(content=letter(code={"voucher": one.pk})))
        for one in (good, reusable, over)
    ]

    # then
    path = "definition.content.code.voucher"
    assert told == [[], [(path, "invalid")], [(path, "invalid")]]


def test_nobody_is_held_out_of_what_is_owed(welcome):
    given = ready(content=letter(purpose="transactional"), holdout_basis_points=1_000)
    assert ("definition.holdout_basis_points", "invalid") in found(given)


@pytest.mark.parametrize(
    ("kind", "when", "expected"),
    [
        (BROADCAST, {"at": NOON.isoformat()}, [("at", "in_the_past")]),
        (
            BROADCAST,
            {"at": TOMORROW.isoformat(), "zone": "Mars/Olympus"},
            [("zone", "invalid")],
        ),
        (
            BROADCAST,
            {"mode": "local", "day": "2026-05-03", "local_time": "09:00"},
            [("day", "in_the_past")],
        ),
        (BROADCAST, {"mode": "local", "day": "2026-05-04", "local_time": "09:00"}, []),
        (BROADCAST, {"mode": "local"}, [("day", "invalid"), ("local_time", "invalid")]),
        (
            RECURRING,
            {
                "local_time": "09:00",
                "repeat": {"every": "day", "until": "2026-05-03"},
            },
            [("repeat.until", "in_the_past")],
        ),
        (RECURRING, {"local_time": "09:00", "repeat": {"every": "day"}}, []),
        (
            RECURRING,
            {"local_time": "09:00", "repeat": {"every": "named", "named": "easter"}},
            [("repeat", "invalid")],
        ),
    ],
)
def test_its_time_fits_its_kind_and_is_to_come(welcome, kind, when, expected):
    named = [(f"definition.when.{part}", code) for part, code in expected]
    assert found(ready(when=when), kind) == named


def test_the_day_is_over_by_the_clock_of_the_campaigns_zone(welcome):
    when = {
        "mode": "local",
        "day": "2026-05-04",
        "local_time": "23:00",
        "zone": "Pacific/Auckland",
    }
    evening = NOON.replace(hour=13)
    assert found(ready(when=when)) == [("definition.when.day", "in_the_past")]
    assert found(ready(when=when | {"zone": "UTC"}), now=evening) == []


def test_everything_is_told_at_once_and_the_first_is_the_errors_own(welcome):
    given = definition(404, when={"at": YESTERDAY.isoformat()})
    with pytest.raises(InvalidDefinition) as refusal:
        require_sound(BROADCAST, read(given), now=NOON)
    assert [one.path for one in refusal.value.problems] == [
        "definition.audience.lists.0",
        "definition.when.at",
    ]
    assert refusal.value.field == "definition.audience.lists.0"
    assert refusal.value.message == "There is no segment 404."
    assert refusal.value.code == "not_found"


def test_a_run_does_not_begin_without_what_it_needs(welcome):
    # given
    people = make_list()
    voucher = make_voucher(make_channel())
    said = read(definition(people.pk, content=letter(code={"voucher": voucher.pk})))

    def why():
        reason = reason_to_pause(said, now=TOMORROW)
        return reason and (reason.reason, reason.detail)

    told = [why()]

    # when
    voucher_id = voucher.pk
    voucher.delete()
    told.append(why())
    archive_template(welcome.pk, author=AUTHOR, now=NOON)
    told.append(why())
    archive_segment(people.pk, author=AUTHOR, now=NOON)
    told.append(why())

    # then
    assert told == [
        None,
        (StepReason.VOUCHER_GONE, f"The shop has no voucher {voucher_id}."),
        (
            StepReason.TEMPLATE_WITHDRAWN,
            "No version of the template 'welcome' is published.",
        ),
        (StepReason.SEGMENT_ARCHIVED, "The segment 'Readers' is archived."),
    ]


def test_a_run_waits_for_a_segment_that_is_being_filled(welcome):
    unfilled = create_segment(
        "New", kind="rule", rule=EVERYBODY, author=AUTHOR, now=NOON
    )
    said = read(definition(audience={"segments": [unfilled.pk]}))
    assert reason_to_pause(said, now=NOON) is None
