"""Templates over the API, from the first draft to the archive."""

import pytest
from saleor.graphql.api import schema
from saleor.permission.enums import AccountPermissions, DiscountPermissions

from saleor_crm_plugin.identity.actions.resolve import resolve_profiles
from saleor_crm_plugin.messaging.settings_models import Storefront
from saleor_crm_plugin.templates import queries
from saleor_crm_plugin.templates.models import Template
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.person import guest_claim
from tests.graphql.selections import everything_of

ERRORS = "errors { field code message }"
CREATE = (
    "mutation ($input: CrmTemplateInput!) { crmTemplateCreate(input: $input) "
    f"{{ template {{ id code kind defaultLanguage published {{ id }} }} {ERRORS} }} }}"
)
SAVE = (
    "mutation ($id: ID!, $contents: [CrmTemplateContentInput!]!, $variants: JSON) "
    "{ crmTemplateDraftSave(template: $id, contents: $contents, variants: $variants) "
    "{ version { number status faults { code part line message isWarning } "
    f"contents {{ language subject }} }} {ERRORS} }} }}"
)
PUBLISH = (
    "mutation ($id: ID!) { crmTemplatePublish(template: $id) "
    f"{{ version {{ number status author }} {ERRORS} }} }}"
)
REPUBLISH = (
    "mutation ($id: ID!, $number: Int!) { crmTemplateRepublish(template: $id, number: $number) "
    f"{{ version {{ number contents {{ subject }} }} {ERRORS} }} }}"
)
DISCARD = (
    "mutation ($id: ID!) { crmTemplateDraftDiscard(template: $id) "
    f"{{ template {{ draft {{ id }} }} {ERRORS} }} }}"
)
ARCHIVE = (
    "mutation ($id: ID!) { crmTemplateArchive(template: $id) "
    f"{{ template {{ archivedAt }} {ERRORS} }} }}"
)
RESTORE = (
    "mutation ($id: ID!) { crmTemplateRestore(template: $id) "
    f"{{ template {{ archivedAt }} {ERRORS} }} }}"
)
INSTALL = (
    "mutation ($codes: [String!]!) { crmTemplatesInstall(codes: $codes) "
    f"{{ templates {{ code }} {ERRORS} }} }}"
)
PREVIEW = (
    "query ($content: CrmTemplateContentInput!, $input: CrmTemplatePreviewInput) "
    "{ crmTemplatePreview(kind: EMAIL, content: $content, input: $input) "
    "{ subject text links fault { code part line } } }"
)
NEW = {"code": "thanks", "name": "Thanks", "kind": "EMAIL", "purpose": "marketing"}


def body(words: str) -> str:
    return f"<mj-section><mj-column><mj-text>{words}</mj-text></mj-column></mj-section>"


def content(subject: str = "Hello", **parts: str) -> dict[str, str]:
    return {"language": "en", "subject": subject, "body": body("Hi"), **parts}


@pytest.fixture
def staff(staff_api):
    return staff_api(DiscountPermissions.MANAGE_DISCOUNTS)


@pytest.fixture
def template(staff) -> str:
    return staff.done(CREATE, input=NEW)["template"]["id"]


def test_a_template_is_made_drafted_published_and_brought_back(staff, template):
    saved = staff.done(SAVE, id=template, contents=[content("First")])["version"]
    assert saved == {
        "number": 1,
        "status": "DRAFT",
        "faults": [],
        "contents": [{"language": "en", "subject": "First"}],
    }
    published = staff.done(PUBLISH, id=template)["version"]
    assert published == {
        "number": 1,
        "status": "PUBLISHED",
        "author": f"user:{staff.user.pk}",
    }
    staff.done(SAVE, id=template, contents=[content("Second")])
    staff.done(PUBLISH, id=template)
    again = staff.done(REPUBLISH, id=template, number=1)["version"]
    assert again == {"number": 3, "contents": [{"subject": "First"}]}
    assert staff.done(ARCHIVE, id=template)["template"]["archivedAt"] is not None
    assert staff.ask("{ crmTemplates { code } }") == {"crmTemplates": []}
    assert staff.done(RESTORE, id=template)["template"] == {"archivedAt": None}
    assert staff.ask("{ crmTemplates { code } }") == {
        "crmTemplates": [{"code": "thanks"}]
    }


def test_what_variants_can_ask_of_readers_is_listed(staff):
    assert staff.ask("{ crmTemplateTraits { code name } }") == {
        "crmTemplateTraits": [
            {"code": "area", "name": "Area"},
            {"code": "channel", "name": "Channel"},
            {"code": "city", "name": "City"},
            {"code": "country", "name": "Country"},
            {"code": "language", "name": "Language"},
            {"code": "postal_code", "name": "Postal code"},
            {"code": "tag", "name": "Tag"},
            {"code": "tier", "name": "Tier"},
        ]
    }


def test_every_field_can_be_read(staff, template, app_api):
    staff.done(SAVE, id=template, contents=[content(), content(language="it")])
    document = f"{{ crmTemplates {everything_of(schema.get_type('CrmTemplate'))} }}"
    app = app_api(DiscountPermissions.MANAGE_DISCOUNTS)
    [shown] = app.ask(document)["crmTemplates"]
    assert (shown["code"], len(shown["draft"]["contents"])) == ("thanks", 2)


def test_a_draft_tells_its_faults_and_is_not_published(staff, template):
    saved = staff.done(SAVE, id=template, contents=[content("{{ prise }}")])["version"]
    fault = {
        "code": "UNKNOWN_VARIABLE",
        "part": "en subject",
        "line": 1,
        "message": "There is no variable prise.",
        "isWarning": False,
    }
    assert saved["faults"] == [fault]
    assert staff.refused(PUBLISH, id=template) == [("contents", "UNKNOWN_VARIABLE")]
    assert staff.done(DISCARD, id=template)["template"] == {"draft": None}
    assert staff.refused(PUBLISH, id=template) == [("version", "NOT_FOUND")]


@pytest.mark.parametrize(
    ("variants", "contents", "expected"),
    [
        ([1], [content()], ("variants", "INVALID")),
        ({"a": 1}, [content()], ("variants", "INVALID")),
        ([{"code": "x", "conditions": []}], [content()], ("variants", "INVALID")),
        (None, [content(), content()], ("contents", "INVALID")),
        (None, [content(language=" ")], ("language", "REQUIRED")),
    ],
)
def test_what_is_no_draft_is_refused(staff, template, variants, contents, expected):
    refusals = staff.refused(SAVE, id=template, contents=contents, variants=variants)
    assert refusals == [expected]


def test_wrong_ids_and_codes_are_refused(staff, template):
    unknown = global_id("CrmTemplate", 10**9)
    assert staff.refused(PUBLISH, id="nonsense") == [("template", "INVALID")]
    for mutation in (PUBLISH, DISCARD, ARCHIVE, RESTORE):
        assert staff.refused(mutation, id=unknown) == [("template", "NOT_FOUND")]
    assert staff.refused(REPUBLISH, id=template, number=7) == [("version", "NOT_FOUND")]
    assert staff.refused(CREATE, input=NEW) == [("code", "UNIQUE")]
    assert staff.refused(CREATE, input={**NEW, "name": " "}) == [("name", "REQUIRED")]
    assert staff.refused(INSTALL, codes=["nothing"]) == [("template", "NOT_FOUND")]


def test_ready_made_templates_are_installed_once(staff):
    code = "abandoned_cart_reminder"
    listed = staff.ask("{ crmReadyMadeTemplates { code languages } }")
    assert {"code": code, "languages": ["en", "it", "zh"]} in listed[
        "crmReadyMadeTemplates"
    ]
    assert staff.done(INSTALL, codes=[code])["templates"] == [{"code": code}]
    assert staff.done(INSTALL, codes=[code])["templates"] == []
    assert code in queries.published([code])


def test_a_preview_with_examples_needs_nothing_saved(staff):
    asked = content("{{ customer.first_name }} {{ own.word }}")
    shown = staff.ask(PREVIEW, content=asked, input={"own": {"word": "x"}})
    assert shown["crmTemplatePreview"]["subject"] == "Ada x"
    wrong = staff.ask(PREVIEW, content=content(body="\n{{ nix }}"))[
        "crmTemplatePreview"
    ]
    assert wrong["fault"] == {"code": "UNKNOWN_VARIABLE", "part": "body", "line": 2}
    assert Template.objects.count() == 0


def test_a_preview_as_somebody_needs_the_permission_to_see_people(
    staff, staff_api, shop
):
    # given
    [profile_id] = resolve_profiles([guest_claim("guest@example.com")])
    cart = shop.guest_checkout("guest@example.com", book=2)
    asked = {
        "profile": global_id("CrmProfile", profile_id),
        "channel": shop.channel.slug,
        "checkout": global_id("Checkout", cart.pk),
    }
    text = content("{{ cart.quantity }}")
    # when, then
    answer = staff.post(PREVIEW, content=text, input=asked)
    assert "MANAGE_USERS" in answer["errors"][0]["message"]
    both = staff_api(
        DiscountPermissions.MANAGE_DISCOUNTS, AccountPermissions.MANAGE_USERS
    )
    shown = both.ask(PREVIEW, content=text, input=asked)["crmTemplatePreview"]
    assert shown["subject"] == "2"
    Storefront.objects.create(channel_slug=shop.channel.slug, name="Our Shop")
    named = both.ask(PREVIEW, content=content("{{ shop.name }}"), input=asked)
    assert named["crmTemplatePreview"]["subject"] == "Our Shop"
    wrong = both.post(PREVIEW, content=text, input={**asked, "order": "nonsense"})
    assert "`order`" in wrong["errors"][0]["message"]


def test_nobody_else_sees_or_changes_templates(outsiders, template):
    assert_closed(outsiders, CREATE, input={**NEW, "code": "other"})
    assert_closed(outsiders, SAVE, id=template, contents=[content()])
    assert_closed(outsiders, REPUBLISH, id=template, number=1)
    assert_closed(outsiders, INSTALL, codes=["abandoned_cart_reminder"])
    assert_closed(outsiders, PREVIEW, content=content())
    for mutation in (PUBLISH, DISCARD, ARCHIVE, RESTORE):
        assert_closed(outsiders, mutation, id=template)
    for query in (
        "crmTemplates { code }",
        "crmTemplateVariables",
        "crmTemplateTraits { code }",
        "crmReadyMadeTemplates { code }",
    ):
        assert_closed(outsiders, f"{{ {query} }}")
