"""Rendering many messages at once."""

import uuid
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.labels import Tagging, add_tags
from saleor_crm_plugin.saleor_adapter.signing import BadLink
from saleor_crm_plugin.templates import queries
from saleor_crm_plugin.templates.actions.drafts import (
    NewTemplate,
    create_template,
    save_draft,
)
from saleor_crm_plugin.templates.actions.publish import publish_draft
from saleor_crm_plugin.templates.actions.render import (
    RenderedMessage,
    render_messages,
)
from saleor_crm_plugin.templates.choosing import RenderRequest
from saleor_crm_plugin.templates.context import Subject
from saleor_crm_plugin.templates.error_codes import TemplateErrorCode
from saleor_crm_plugin.templates.liquid_engine import Fault
from saleor_crm_plugin.templates.rendering import Content, TemplateKind
from saleor_crm_plugin.templates.tracked_links import (
    followed_link,
    link_url,
    open_url,
    opened_message,
)

from ..fixtures.member import guest, member_of
from ..shop import rows

pytestmark = pytest.mark.django_db
AUTHOR = "user:1"
BODY = (
    "<mj-section><mj-column><mj-text>{{ own.word }} "
    '<a href="https://shop.example/new">new</a></mj-text></mj-column></mj-section>'
)


@pytest.fixture
def template():
    template = create_template(
        NewTemplate(
            code="news", name="News", kind=TemplateKind.EMAIL, purpose="marketing"
        ),
        author=AUTHOR,
        now=clock.now(),
    )
    contents = [
        Content(language="en", subject="News", body=BODY),
        Content(language="it", subject="Novità", body=BODY),
    ]
    save_draft(template.pk, contents, author=AUTHOR)
    return publish_draft(template.pk, author=AUTHOR, now=clock.now())


def request(language: str = "en", **changes) -> RenderRequest:
    own = changes.pop("own", {"word": "Hello"})
    subject = Subject(profile_id=0, language=language, own=own)
    return RenderRequest(
        **{
            "message": uuid.uuid4(),
            "template_code": "news",
            "subject": subject,
            **changes,
        }
    )


def render(*requests: RenderRequest):
    return render_messages(requests, storefronts={}, now=clock.now())


def test_each_in_its_language_with_its_own_addresses(template):
    # given
    first, second = request(), request("it-CH")
    # when
    results = render(first, second)
    # then
    assert [result.rendered.subject for result in results] == ["News", "Novità"]
    assert {result.version_id for result in results} == {template.pk}
    html = results[0].rendered.html
    [token] = [part.split('"')[0] for part in html.split("/l/")[1:]]
    assert followed_link(token).message == first.message
    url = queries.link_url(followed_link(token).link_id)
    assert url == "https://shop.example/new"
    assert open_url(first.message) in html
    assert open_url(second.message) in results[1].rendered.html
    assert "https://shop.example/new" not in html


def test_a_message_says_the_version_that_it_names(template):
    # given one that was promised the first version, before the second came into force
    template_id = template.template_id
    save_draft(
        template_id,
        [Content(language="en", subject="Later news", body=BODY)],
        author=AUTHOR,
    )
    later = publish_draft(template_id, author=AUTHOR, now=clock.now())

    # when
    promised, current, lost = render(
        request("it", version_id=template.pk), request("it"), request(version_id=0)
    )

    # then
    assert (promised.version_id, promised.rendered.subject) == (template.pk, "Novità")
    assert (current.version_id, current.rendered.subject) == (later.pk, "Later news")
    assert isinstance(lost, Fault)
    assert lost.code is TemplateErrorCode.NOT_PUBLISHED


def test_a_faulty_message_stops_nobody_else(template):
    good, unknown, missing = (
        request(),
        request(template_code="nothing"),
        request(own={}),
    )
    results = render(good, unknown, missing)
    assert isinstance(results[0], RenderedMessage)
    assert isinstance(results[1], Fault)
    assert results[1].code is TemplateErrorCode.NOT_PUBLISHED
    assert isinstance(results[2], Fault)
    assert results[2].code is TemplateErrorCode.UNKNOWN_VARIABLE


def test_whoever_is_not_tracked_gets_the_plain_link(template):
    [result] = render(request(is_tracked=False))
    assert 'href="https://shop.example/new"' in result.rendered.html
    assert "/o/" not in result.rendered.html


def test_queries_do_not_grow_with_the_batch(template, django_assert_num_queries):
    # What a process asks once, the shop's site for instance, counts for no batch.
    render(request(), request("it"))
    with CaptureQueriesContext(connection) as one:
        render(request(), request("it"))
    with django_assert_num_queries(len(one)):
        render(*(request(language) for language in ("en", "it") * 20))


def test_tokens_are_for_one_thing_only():
    message = uuid.uuid4()
    link, picture = link_url(message, 7), open_url(message)
    token = link.rsplit("/", 1)[1]
    assert followed_link(token).link_id == 7
    assert opened_message(picture.rsplit("/", 1)[1]) == message
    for wrong in (token[:-1], f"{token}x", picture.rsplit("/", 1)[1], ""):
        with pytest.raises(BadLink):
            followed_link(wrong)
    with pytest.raises(BadLink):
        opened_message(token)


def test_variants_ask_what_is_known_of_each_reader(channel, template):
    # given
    vip, other = guest("vip@example.com"), guest("other@example.com")
    add_tags([Tagging(profile_id=vip, tag="vip", source="user:1")], now=clock.now())
    settled = rows.make_user(
        "settled@example.com", default_shipping_address=rows.make_address(city="ROMA")
    )
    roman = member_of(settled)
    variants = [
        {"code": "early", "conditions": [{"attribute": "tag", "values": ["vip"]}]},
        {"code": "south", "conditions": [{"attribute": "city", "values": ["Roma"]}]},
    ]
    contents = [
        Content(language="en", variant=code, subject=subject, body=BODY)
        for code, subject in (("", "News"), ("early", "First"), ("south", "Sun"))
    ]
    save_draft(template.template_id, contents, variants=variants, author=AUTHOR)
    publish_draft(template.template_id, author=AUTHOR, now=clock.now())

    # when
    asked = [
        request(subject=Subject(profile_id=one, language="en", own={"word": "Hi"}))
        for one in (vip, other, roman)
    ]
    unwatched = replace(asked[0], is_tracked=False)
    results = render(*asked, unwatched)

    # then: what people did chooses nothing for who said no to profiling
    assert [one.rendered.subject for one in results] == ["First", "News", "Sun", "News"]
