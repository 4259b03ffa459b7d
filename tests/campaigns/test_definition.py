"""What a definition says is typed, and whatever is wrong with it is told with its place."""

import pytest

from saleor_crm_plugin.campaigns.definition import (
    freeze,
    read_definition,
    read_frozen,
    share_bounds,
    to_json,
)
from saleor_crm_plugin.campaigns.errors import InvalidDefinition
from saleor_crm_plugin.campaigns.reading import read
from tests.fixtures.campaign import definition


def arm(key, share=10_000, **changes):
    return {
        "key": key,
        "template": "welcome",
        "share_basis_points": share,
        **changes,
    }


def content(*arms, **changes):
    return definition(content={"variants": list(arms), **changes})


def problems(given):
    with pytest.raises(InvalidDefinition) as refusal:
        read(given)
    return [(one.path, one.code) for one in refusal.value.problems]


def test_what_is_stored_is_read_as_it_was_said():
    said = read(definition(4, 5))
    assert read_definition(to_json(said)) == said
    assert said.segment_ids == (4, 5)
    assert said.templates == ("welcome",)


def test_a_run_keeps_the_versions_of_its_templates():
    frozen = freeze(read(definition(4)), {"welcome": 31})
    again = read_frozen(to_json(frozen))
    assert again == frozen
    assert again.template_versions == {"welcome": 31}
    assert again.audience.included == (4,)


def test_variants_for_the_same_people_are_one_group():
    milan = {"segments": [9]}
    said = read(
        content(
            arm("south", 5_000, fitting=milan),
            arm("north", 5_000, fitting=milan),
            arm("rest"),
        )
    )
    assert [[one.key for one in arms] for arms in said.content.groups] == [
        ["south", "north"],
        ["rest"],
    ]
    assert said.segment_ids == (1, 9)
    assert share_bounds(said.content.groups[0]) == [("south", 5_000), ("north", 10_000)]
    assert said.arm("north").fitting.segments == (9,)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (7, [("definition", "invalid")]),
        (
            {},
            [
                ("definition.audience", "required"),
                ("definition.content", "required"),
                ("definition.when", "required"),
            ],
        ),
        (definition(audience={}), [("definition.audience", "invalid")]),
        (
            definition(audience={"lists": [3], "exclude_segments": [3]}),
            [("definition.audience", "invalid")],
        ),
        (
            definition(audience={"lists": [0, "x"]}),
            [
                ("definition.audience.lists.0", "invalid"),
                ("definition.audience.lists.1", "invalid"),
            ],
        ),
        (definition(colour="red"), [("definition.colour", "invalid")]),
        (
            definition(holdout_basis_points=5_001),
            [("definition.holdout_basis_points", "invalid")],
        ),
        (
            definition(when={"at": "2026-05-05T12:00:00"}),
            [("definition.when.at", "invalid")],
        ),
        (
            definition(when={"repeat": {"every": "week"}}),
            [("definition.when.repeat", "invalid")],
        ),
        (content(arm("a"), arm("a")), [("definition.content", "invalid")]),
        (content(arm("a", 9_999)), [("definition.content", "invalid")]),
        (content(arm("a"), winner={}), [("definition.content", "invalid")]),
        (content(arm("a-b")), [("definition.content.variants.0.key", "invalid")]),
        (
            content(arm("a"), arm("b", fitting={"segments": [2]}), arm("c")),
            [("definition.content", "invalid")],
        ),
    ],
)
def test_each_fault_of_the_form_is_told_with_its_place(given, expected):
    assert problems(given) == expected


def test_the_message_is_a_sentence_of_ours():
    with pytest.raises(InvalidDefinition) as refusal:
        read(definition(audience={}))
    assert refusal.value.message == "An audience needs a segment or a list."
    assert refusal.value.field == "definition.audience"
