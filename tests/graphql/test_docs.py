"""The pages about the API hold what they promise."""

import re
from pathlib import Path

import pytest
from saleor.graphql.api import schema
from saleor.permission.enums import DiscountPermissions

DOCS = Path(__file__).resolve().parents[2] / "docs"
BLOCK = re.compile(r"^```graphql\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def staff(staff_api):
    return staff_api(DiscountPermissions.MANAGE_DISCOUNTS)


def test_the_way_to_a_program_works_as_it_stands(channel, staff):
    page = (DOCS / "how-to" / "set-up-a-program.md").read_text()
    ids = {}
    answer = {}
    for document in BLOCK.findall(page):
        answer = staff.ask(re.sub(r"[A-Z]+_ID", lambda match: ids[match[0]], document))
        for field, changed in answer.items():
            if field in ("crmProgramCreate", "crmTierLadderCreate"):
                made = changed.get("program") or changed["ladder"]
                ids["PROGRAM_ID" if "code" in made else "LADDER_ID"] = made["id"]
            if field == "crmEarningRuleAdd":
                ids.setdefault("RULE_ID", changed["rule"]["id"])
            if isinstance(changed, dict):
                assert changed.get("errors", []) == []

    [program] = answer["crmPrograms"]
    assert program["problems"] == []
    assert [rule["label"] for rule in program["rules"]] == [
        "Points per amount spent",
        "Points for signing up",
        "Points per amount spent",
    ]
    assert [tier["name"] for tier in program["ladder"]["tiers"]] == ["Silver", "Gold"]


def test_the_reference_names_every_operation_with_its_permission():
    page = (DOCS / "reference" / "graphql.md").read_text()
    roots = (schema.get_query_type(), schema.get_mutation_type())
    expected = {
        (name, permission)
        for root in roots
        for name, field in root.fields.items()
        if name.startswith("crm")
        for permission in re.findall(r"MANAGE_\w+", field.description)
    }

    listed = set(re.findall(r"^\| `(crm\w+)` \| `(MANAGE_\w+)` \|", page, re.MULTILINE))

    assert listed == expected
