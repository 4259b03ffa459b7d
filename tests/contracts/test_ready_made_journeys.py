"""Every ready-made follow-up can be switched on as it is, in three languages."""

import re

import pytest
from pydantic import ValidationError

from saleor_crm_plugin.consent.purposes import ConsentPurpose
from saleor_crm_plugin.journeys.kinds import load_kinds
from saleor_crm_plugin.journeys.plan import read_plan
from saleor_crm_plugin.journeys.ready_made_journey import (
    ready_made_journeys,
    templates_of,
)
from saleor_crm_plugin.templates.ready_made_files import ready_made
from saleor_crm_plugin.templates.rendering import render_content
from saleor_crm_plugin.templates.shape import example

load_kinds()

COUPON = {"voucher": 7, "valid_days": 10, "who": {"least_orders": 2, "tag": "vip"}}
# What a follow-up cannot be without.
NEEDED = {
    "vip_early_access": {
        "starts_at": "2030-05-04T09:00:00+00:00",
        "program": "club",
        "tiers": ["gold"],
    }
}
LANGUAGES = {"en", "it", "zh"}
# Variables that are absent or empty now and then, each by itself.
ABSENT = {
    "a name": {"customer": {"first_name": "", "last_name": ""}},
    "a storefront": {"shop": {"name": "", "url": "", "postal_address": "Milan"}},
    "points": {"points": None, "tier": None},
    "an order": {"order": None},
    "a code": {"code": None},
}
# What these are about: without it there is no message.
ABOUT = {
    "an order": {
        "feedback_request",
        "post_return_question",
        "replenishment_reminder",
        "review_request",
    },
    "a code": {"post_return_courtesy"},
}
# What their sender hands over itself.
OWN = {"verify_email_code": {"own": {"code": "482913"}}}
every_one = pytest.mark.parametrize(
    "kind", list(ready_made_journeys), ids=lambda one: one.code
)


def _settings(kind, *, with_everything=False):
    given = dict(NEEDED.get(kind.code, {}))
    fields = kind.Settings.model_fields
    if with_everything:
        given |= {"channel": "main", "who": {"without_tag": "staff"}}
        given |= {"coupon": COUPON} if "coupon" in fields else {}
    return kind.Settings.model_validate(given)


def _definitions(kind):
    return [
        kind(_settings(kind, with_everything=everything)).definition()
        for everything in (False, True)
    ]


def test_all_of_them_are_there():
    assert [one.code for one in ready_made_journeys] == [
        "abandoned_cart",
        "back_in_stock",
        "birthday",
        "feedback",
        "first_order_anniversary",
        "lost_customer",
        "payment_problem",
        "points_expiring",
        "post_return",
        "price_drop",
        "replenishment",
        "tier_up",
        "vip_early_access",
        "welcome",
        "win_back",
    ]


@every_one
def test_it_validates_and_every_path_ends(kind):
    # Reading a plan refuses unknown steps, ways without an end, and circles without a wait.
    plain, full = (read_plan(definition) for definition in _definitions(kind))
    assert set(plain.graph) <= set(full.graph) | {"coupon"}


@every_one
def test_the_same_choices_make_the_same_definition(kind):
    assert _definitions(kind) == _definitions(kind)


@every_one
def test_unknown_choices_are_refused(kind):
    with pytest.raises(ValidationError):
        kind.Settings.model_validate(NEEDED.get(kind.code, {}) | {"nonsense": 1})


@every_one
def test_it_is_told_in_words(kind):
    assert kind.label
    assert kind.summary.endswith(".")
    assert re.fullmatch(r"[a-z_]+", kind.code)


@every_one
def test_its_messages_have_its_purpose_and_its_list(kind):
    transactional = kind.code == "payment_problem"
    wanted = ConsentPurpose.TRANSACTIONAL if transactional else ConsentPurpose.MARKETING
    for definition in _definitions(kind):
        assert definition["purpose"] == wanted
        said = templates_of(definition)
        assert said
        for code in said:
            assert (ready_made()[code].purpose, ready_made()[code].list_code) == (
                wanted,
                kind.list_code,
            )
    assert (kind.list_code == "") == transactional


@every_one
def test_only_whoever_is_meant_may_enter(kind):
    [_, full] = _definitions(kind)
    assert {
        "attribute": "tags",
        "operator": "has_not",
        "value": "staff",
    } in full["entry"]


@every_one
def test_a_code_is_given_only_where_a_voucher_was_chosen(kind):
    plain, full = _definitions(kind)
    assert "give_code" not in {step["kind"] for step in plain["steps"].values()}
    if "coupon" not in kind.Settings.model_fields:
        return
    given = [one for one in full["steps"].values() if one["kind"] == "give_code"]
    assert [(one["voucher"], one["valid_days"]) for one in given] == [(7, 10)]
    [fork] = [
        one
        for one in full["steps"].values()
        if one["kind"] == "branch" and one["conditions"][0]["attribute"] == "tags"
    ]
    assert full["steps"][fork["then"]] == given[0]


def test_every_template_that_is_said_comes_along_in_all_languages():
    said = {
        code
        for kind in ready_made_journeys
        for definition in _definitions(kind)
        for code in templates_of(definition)
    }
    assert said <= set(ready_made())
    assert {
        code: {content.language for content in ready_made()[code].contents}
        for code in said
    } == dict.fromkeys(said, LANGUAGES)


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        (code, absent)
        for code in sorted(ready_made())
        for absent in ABSENT
        if code not in ABOUT.get(absent, ())
    ],
)
def test_a_template_can_be_rendered_without_what_may_be_absent(code, absent):
    one = ready_made()[code]
    values = {
        name: value
        for name, value in (example() | OWN.get(code, {}) | ABSENT[absent]).items()
        if value is not None
    }
    for content in one.contents:
        rendered = render_content(one.kind, content, values)
        assert rendered.subject
        assert "{" not in rendered.text


@pytest.mark.parametrize("code", sorted(ready_made()))
def test_languages_differ_and_carry_the_same_links_and_values(code):
    one = ready_made()[code]
    variables = {
        content.language: set(re.findall(r"\{\{ ?([a-z_.]+)", content.body))
        for content in one.contents
    }
    assert len({content.subject for content in one.contents}) == len(LANGUAGES)
    assert variables["it"] == variables["en"]
    assert variables["zh"] == variables["en"]
