"""Drafts, publishing, and what never changes again."""

import pytest
from django.db import IntegrityError, connection, transaction

from saleor_crm_plugin.audit.models import SettingsChange
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.templates import queries
from saleor_crm_plugin.templates.actions.drafts import (
    NewTemplate,
    create_template,
    discard_draft,
    save_draft,
)
from saleor_crm_plugin.templates.actions.links import store_links
from saleor_crm_plugin.templates.actions.publish import (
    archive_template,
    publish_draft,
    republish,
    restore_template,
)
from saleor_crm_plugin.templates.errors import (
    FaultyTemplate,
    InvalidTemplate,
    TemplateCodeTaken,
    VersionNotFound,
)
from saleor_crm_plugin.templates.models import (
    Link,
    Template,
    TemplateContent,
    TemplateVersion,
)
from saleor_crm_plugin.templates.rendering import Content, TemplateKind

from ..fixtures.unchanged import nothing_changes

pytestmark = pytest.mark.django_db
AUTHOR = "user:1"


def content(language: str = "en", words: str = "Hello", **parts: str) -> Content:
    body = f"<mj-section><mj-column><mj-text>{words}</mj-text></mj-column></mj-section>"
    return Content(**{"language": language, "subject": words, "body": body, **parts})


@pytest.fixture
def template():
    return create_template(
        NewTemplate(
            code="thanks", name="Thanks", kind=TemplateKind.EMAIL, purpose="marketing"
        ),
        author=AUTHOR,
        now=clock.now(),
    )


def publish(template, *contents: Content, **draft):
    save_draft(template.pk, contents, author=AUTHOR, **draft)
    return publish_draft(template.pk, author=AUTHOR, now=clock.now())


def statuses(template) -> list[tuple[int, str]]:
    rows = TemplateVersion.objects.filter(template=template).order_by("number")
    return list(rows.values_list("number", "status"))


def test_publishing_retires_the_version_before(template):
    publish(template, content())
    publish(template, content(words="Hello again"), content("it", "Ciao"))
    assert statuses(template) == [(1, "retired"), (2, "published")]
    found = queries.published(["thanks", "nothing"])["thanks"]
    assert found.content_for("it-CH", {}).subject == "Ciao"
    assert found.content_for("fr", {}).subject == "Hello again"
    change = SettingsChange.objects.filter(subject="template").latest("id")
    assert (change.before, change.after) == ({"published": 1}, {"published": 2})


def test_variants_fall_back_to_the_standard_in_the_default_language(template):
    variants = [
        {
            "code": "south",
            "conditions": [{"attribute": "city", "values": ["Guangzhou"]}],
        }
    ]
    publish(
        template,
        content(),
        content("zh", "你好"),
        content(words="Spring", variant="south"),
        variants=variants,
    )
    found = queries.published(["thanks"])["thanks"]
    assert found.content_for("zh", {"city": ["Guangzhou"]}).subject == "Spring"
    assert found.content_for("zh", {"city": ["Beijing"]}).subject == "你好"


def test_what_variants_ask_must_be_known(template):
    shoes = {"code": "big", "conditions": [{"attribute": "shoe_size", "values": ["9"]}]}
    with pytest.raises(InvalidTemplate, match="'shoe_size' is none of: area, channel"):
        save_draft(template.pk, [content()], variants=[shoes], author=AUTHOR)
    assert statuses(template) == []


def test_faults_keep_a_draft_a_draft(template):
    save_draft(template.pk, [content(words="{{ nix }}")], author=AUTHOR)
    with pytest.raises(FaultyTemplate) as caught:
        publish_draft(template.pk, author=AUTHOR, now=clock.now())
    assert [str(fault) for fault in caught.value.faults] == [
        "en subject, line 1: There is no variable nix.",
        "en body, line 1: There is no variable nix.",
    ]
    assert statuses(template) == [(1, "draft")]


def test_a_draft_is_written_over_and_discarded(template):
    save_draft(template.pk, [content(), content("it")], author=AUTHOR)
    save_draft(template.pk, [content(words="Other")], author=AUTHOR)
    assert [row.subject for row in TemplateContent.objects.all()] == ["Other"]
    assert discard_draft(template.pk) is True
    assert discard_draft(template.pk) is False
    with pytest.raises(VersionNotFound):
        publish_draft(template.pk, author=AUTHOR, now=clock.now())


def test_an_earlier_version_comes_back_as_a_new_one(template):
    publish(template, content(words="First"))
    publish(template, content(words="Second"))
    republish(template.pk, 1, author=AUTHOR, now=clock.now())
    assert statuses(template) == [(1, "retired"), (2, "retired"), (3, "published")]
    assert (
        queries.published(["thanks"])["thanks"].content_for("en", {}).subject == "First"
    )


def test_an_archived_template_is_not_published(template):
    publish(template, content())
    archive_template(template.pk, author=AUTHOR, now=clock.now())
    assert queries.published(["thanks"]) == {}
    assert queries.templates() == []


def test_an_archived_template_comes_back_as_it_was(template):
    publish(template, content())
    archive_template(template.pk, author=AUTHOR, now=clock.now())
    before = SettingsChange.objects.count()
    restore_template(template.pk, author="user:2", now=clock.now())
    restore_template(template.pk, author="user:3", now=clock.now())
    assert list(queries.published(["thanks"])) == ["thanks"]
    assert queries.templates() == [template]
    [change] = SettingsChange.objects.order_by("pk")[before:]
    assert (change.author, change.after) == ("user:2", {"archived_at": None})


@pytest.mark.parametrize(
    "changes", [{"purpose": "fun"}, {"list_code": "No list"}, {"default_language": "?"}]
)
def test_what_cannot_be_is_not_made(db, changes):
    asked = {
        "code": "x",
        "name": "x",
        "kind": TemplateKind.TEXT,
        "purpose": "marketing",
    }
    with nothing_changes(), pytest.raises(InvalidTemplate):
        create_template(NewTemplate(**asked | changes), author=AUTHOR, now=clock.now())


def test_a_code_is_one_templates(template):
    with pytest.raises(TemplateCodeTaken):
        create_template(
            NewTemplate(
                code="thanks", name="x", kind=TemplateKind.TEXT, purpose="marketing"
            ),
            author=AUTHOR,
            now=clock.now(),
        )
    assert Template.objects.count() == 1


@pytest.mark.parametrize(
    "variants",
    [
        [{"code": "x", "conditions": []}],
        [{"code": "a", "conditions": [{"attribute": "city", "values": ["x"]}]}] * 2,
    ],
)
def test_broken_variants_change_nothing(template, variants):
    with pytest.raises(InvalidTemplate) as caught:
        save_draft(template.pk, [content()], variants=variants, author=AUTHOR)
    assert caught.value.field == "variants"
    assert statuses(template) == []


def test_one_language_twice_is_refused(template):
    with pytest.raises(InvalidTemplate):
        save_draft(template.pk, [content("pt-br"), content("pt_BR")], author=AUTHOR)
    assert statuses(template) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE crm_template_content SET subject = 'x'",
        "DELETE FROM crm_template_content",
        "INSERT INTO crm_template_content (version_id, language, variant, subject, preheader, "
        "body, text) SELECT id, 'fr', '', '', '', '', '' FROM crm_template_version",
        "UPDATE crm_template_version SET status = 'draft'",
        "UPDATE crm_template_version SET variants = '[1]'",
        "DELETE FROM crm_template_version",
    ],
)
def test_the_database_refuses_to_change_what_was_published(template, statement):
    publish(template, content())
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert queries.contents_of(TemplateVersion.objects.get().pk) == [content()]


def test_links_are_kept_once(django_assert_num_queries):
    first = store_links(["https://a.example", "https://b.example", "https://a.example"])
    with django_assert_num_queries(1):
        second = store_links(["https://b.example", "https://c.example"])
    assert sorted(first) == ["https://a.example", "https://b.example"]
    assert second["https://b.example"] == first["https://b.example"]
    assert Link.objects.count() == 3
    assert queries.link_url(second["https://c.example"]) == "https://c.example"
    assert queries.link_url(0) is None
    assert store_links([]) == {}
