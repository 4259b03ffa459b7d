"""The lists that people can leave and join, with names for a storefront's preference center."""

import pytest
from saleor.permission.enums import PluginsPermissions

from saleor_crm_plugin.consent.models import MessageList
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.templates.actions.drafts import NewTemplate, create_template
from saleor_crm_plugin.templates.actions.publish import archive_template
from saleor_crm_plugin.templates.actions.ready_made import install_ready_made
from saleor_crm_plugin.templates.rendering import TemplateKind
from tests.fixtures.api import assert_closed

LISTS = (
    "query($language: String!) { crmMessageLists(language: $language) { code name } }"
)
NAME = """mutation($code: String!, $names: [CrmLocalizedNameInput!]!) {
    crmMessageListName(code: $code, names: $names) { errors { field code } } }"""
SETTINGS = """{ crmMessageListSettings {
    code isInUse names { language name } packageNames { language name } } }"""
AUTHOR = "user:1"


@pytest.fixture
def installed(db):
    codes = ["birthday_wishes", "welcome_hello", "welcome_read_on", "vip_early_access"]
    made = {
        one.code: one
        for one in install_ready_made(codes, author=AUTHOR, now=clock.now())
    }
    # Nobody gets anything of a list whose only template is a draft, or out of use.
    archive_template(made["vip_early_access"].pk, author=AUTHOR, now=clock.now())
    draft = NewTemplate(
        code="news",
        name="News",
        kind=TemplateKind.EMAIL,
        purpose="marketing",
        list_code="news",
    )
    create_template(draft, author=AUTHOR, now=clock.now())


def named(language, name):
    return [{"language": language, "name": name}]


def test_anybody_sees_the_lists_in_use_in_their_language(installed, anonymous_api):
    assert anonymous_api.ask(LISTS, language="it-CH")["crmMessageLists"] == [
        {"code": "birthday", "name": "Auguri di compleanno"},
        {"code": "welcome", "name": "Lettere di benvenuto"},
    ]
    shown = anonymous_api.ask(LISTS, language="fr")["crmMessageLists"]
    assert [one["name"] for one in shown] == ["Birthday wishes", "Welcome letters"]


def test_the_merchants_own_name_counts(installed, staff_api, anonymous_api):
    staff = staff_api(PluginsPermissions.MANAGE_PLUGINS)
    staff.done(NAME, code="birthday", names=named("fr", "Bon anniversaire"))

    shown = anonymous_api.ask(LISTS, language="it")["crmMessageLists"]

    assert shown[0] == {"code": "birthday", "name": "Bon anniversaire"}


def test_names_that_cannot_be_kept_change_nothing(db, staff_api):
    staff = staff_api(PluginsPermissions.MANAGE_PLUGINS)

    assert staff.refused(NAME, code="Oh no", names=named("en", "x")) == [
        ("code", "INVALID")
    ]
    assert staff.refused(NAME, code="news", names=named("en", " ")) == [
        ("names", "INVALID")
    ]
    assert not MessageList.objects.exists()


def test_nobody_else_names_lists(outsiders):
    assert_closed(outsiders, NAME, code="news", names=named("en", "News"))
    assert_closed(outsiders, SETTINGS)


def test_staff_see_all_names_of_all_lists(installed, staff_api):
    staff = staff_api(PluginsPermissions.MANAGE_PLUGINS)
    staff.done(NAME, code="2026.news", names=named("it", "Novità"))

    shown = staff.ask(SETTINGS)["crmMessageListSettings"]

    assert [(one["code"], one["isInUse"]) for one in shown] == [
        ("2026.news", False),
        ("birthday", True),
        ("news", False),
        ("welcome", True),
    ]
    assert shown[0]["names"] == named("it", "Novità")
    assert shown[0]["packageNames"] == []
    assert shown[1]["names"] == []
    assert shown[1]["packageNames"] == [
        *named("en", "Birthday wishes"),
        *named("it", "Auguri di compleanno"),
        *named("zh", "生日祝福"),
    ]


def test_no_names_give_a_list_back_those_of_the_package(
    installed, staff_api, anonymous_api
):
    staff = staff_api(PluginsPermissions.MANAGE_PLUGINS)
    staff.done(NAME, code="birthday", names=named("it", "Compleanni"))

    staff.done(NAME, code="birthday", names=[])

    shown = anonymous_api.ask(LISTS, language="it")["crmMessageLists"]
    assert shown[0] == {"code": "birthday", "name": "Auguri di compleanno"}
