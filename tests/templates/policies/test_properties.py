"""What a template may be called, be for and belong to."""

import pytest

from saleor_crm_plugin.templates.errors import InvalidTemplate, Missing
from saleor_crm_plugin.templates.policies.properties import check_properties

WELCOME = {
    "code": "welcome",
    "name": "Welcome",
    "kind": "email",
    "purpose": "marketing",
    "default_language": "zh_Hans-CN",
    "list_code": "news.weekly",
}


def test_what_can_be_is_not_refused():
    check_properties(WELCOME)
    check_properties(WELCOME | {"list_code": ""})
    check_properties({"name": "x" * 160})
    check_properties({})


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"code": " "}, Missing, "code"),
        ({"code": "x" * 65}, InvalidTemplate, "code"),
        ({"name": ""}, Missing, "name"),
        ({"name": "x" * 161}, InvalidTemplate, "name"),
        ({"purpose": ""}, Missing, "purpose"),
        ({"purpose": "fun"}, InvalidTemplate, "purpose"),
        ({"list_code": "No list"}, InvalidTemplate, "listCode"),
        ({"default_language": ""}, Missing, "defaultLanguage"),
        ({"default_language": "Italian!"}, InvalidTemplate, "defaultLanguage"),
    ],
)
def test_the_first_that_cannot_be_is_refused_at_its_field(changes, refusal, field):
    with pytest.raises(refusal) as caught:
        check_properties(WELCOME | changes)
    assert caught.value.field == field
