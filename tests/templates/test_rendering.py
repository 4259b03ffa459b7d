"""Rendering a content: what comes out, and what is refused."""

import pytest

from saleor_crm_plugin.templates.error_codes import TemplateErrorCode
from saleor_crm_plugin.templates.liquid_engine import TemplateFault
from saleor_crm_plugin.templates.rendering import Content, TemplateKind, render_content
from saleor_crm_plugin.templates.shape import example

EVIL = "</mj-text><mj-raw><script>alert(1)</script>\r\nBcc: thief@example.com"


def section(words: str) -> str:
    return f"<mj-section><mj-column><mj-text>{words}</mj-text></mj-column></mj-section>"


def email(**parts: str) -> Content:
    return Content(
        **{"language": "en", "subject": "Hello", "body": section("x"), **parts}
    )


def render(content: Content, **changes):
    return render_content(TemplateKind.EMAIL, content, example(**changes))


def fault(source: str) -> TemplateFault:
    with pytest.raises(TemplateFault) as caught:
        render(email(body=source))
    return caught.value.fault


def test_links_are_taken_out_and_put_back_everywhere():
    # given
    body = section(
        '<a href="https://a.example/?x=1&amp;y=2">one</a> <a href="mailto:a@b.example">two</a>'
        ' <a href="https://a.example/?x=1&amp;y=2">again</a>'
    )
    # when
    rendered = render(email(body=body))
    placed = rendered.with_links(["https://t.example/1?a&b"])
    # then
    assert rendered.links == ("https://a.example/?x=1&y=2",)
    assert rendered.html.count('href="crm-link:0"') == 2
    assert placed.html.count('href="https://t.example/1?a&amp;b"') == 2
    assert "one (https://t.example/1?a&b) two (mailto:a@b.example)" in placed.text
    assert 'href="https://shop.example.com/unsubscribe"' in placed.html


def test_money_and_days_follow_the_language():
    body = section(
        "{{ order.total | money: order.currency }}, {{ code.expires_on | day }}"
    )
    texts = {
        language: render(email(language=language, body=body)).text.split("\n")[2]
        for language in ("en", "it", "zh", "xx")
    }
    assert texts == {
        "en": "€98.00, June 30, 2030",
        "it": "98,00 €, 30 giugno 2030",
        "zh": "€98.00, 2030年6月30日",
        "xx": "€98.00, June 30, 2030",
    }


def test_blocks_write_in_the_language_of_the_message():
    body = "{% render 'order_lines', order: order, language: language %}"
    assert "1 × 49,00 €" in render(email(language="it", body=body)).text


@pytest.mark.parametrize("kind", ["cart", "order"])
def test_goods_without_a_picture_are_shown_without_one(kind):
    # given
    value = example()[kind]
    lines = [{**line, "image_url": ""} for line in value["lines"]]
    body = f"{{% render '{kind}_lines', {kind}: {kind}, language: language %}}"
    # when
    rendered = render(email(body=body), **{kind: {**value, "lines": lines}})
    # then
    assert "<img" not in rendered.html
    assert lines[0]["name"] in rendered.text


def test_a_name_is_text_wherever_it_stands():
    # when
    rendered = render(
        email(
            subject="For {{ customer.first_name }}",
            preheader="{{ customer.first_name }}",
            body=section("Dear {{ customer.first_name }}"),
        ),
        customer={"first_name": EVIL, "last_name": ""},
    )
    # then
    assert "<script" not in rendered.html
    assert "\n" not in rendered.subject
    assert "\r" not in rendered.subject
    assert f"Dear {EVIL.split(chr(13), maxsplit=1)[0]}" in rendered.text


def test_onsite_messages_keep_nothing_that_runs():
    content = Content(
        language="en",
        body='<p onclick="x()">Hi {{ customer.first_name }}</p><script>x()</script>',
    )
    rendered = render_content(TemplateKind.ONSITE, content, example())
    assert rendered.html == "<p>Hi Ada</p>"


def test_own_plain_text_wins():
    assert render(email(text="Just {{ order.number }}")).text == "Just 1042"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ customer.nix }}", "A variable is missing: customer.nix."),
        ("{{ shop.name | shout }}", "There is no such filter: 'shout'."),
    ],
)
def test_a_fault_names_what_is_not_there_and_nothing_else(source, said):
    with pytest.raises(TemplateFault) as caught:
        render(email(subject=source))
    assert caught.value.fault.message == said


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("\n{{ customer.nix }}", TemplateErrorCode.UNKNOWN_VARIABLE, 2),
        ("{{ customer.__class__ }}", TemplateErrorCode.UNKNOWN_VARIABLE, 1),
        ("\n\n{% if %}", TemplateErrorCode.SYNTAX, 3),
        ("{{ shop.name | shout }}", TemplateErrorCode.UNKNOWN_FILTER, 1),
        ("{% include 'order_lines' %}", TemplateErrorCode.SYNTAX, 1),
        ("<mj-section>", TemplateErrorCode.SYNTAX, 0),
        (
            "<mjml><mj-body><mj-include path='x'/></mj-body></mjml>",
            TemplateErrorCode.SYNTAX,
            1,
        ),
    ],
)
def test_mistakes_are_told_with_their_place(source, code, line):
    told = fault(source)
    assert (told.code, told.line) == (code, line)


@pytest.mark.parametrize(
    "bomb",
    [
        "{% for a in (1..1000) %}{% for b in (1..1000) %}x{% endfor %}{% endfor %}",
        "{{ 'a'" + " | replace: 'a', 'aaaaaaaaaaaaaaaaaaaa'" * 20 + " }}",
        "{% assign a = 'aaaaaaaaaa' %}"
        "{% for i in (1..40) %}{% assign a = a | append: a %}{% endfor %}",
        "{% if true %}" * 40 + "{% endif %}" * 40,
        "x" * 100_001,
    ],
)
def test_bombs_are_refused(bomb):
    assert fault(bomb).code is TemplateErrorCode.TOO_LARGE


def test_what_is_missing_is_empty_in_conditions_and_for_default():
    body = section(
        "{% if tier.nix %}a{% else %}b{% endif %}{{ customer.nix | default: 'c' }}"
    )
    assert "bc" in render(email(body=body)).text
