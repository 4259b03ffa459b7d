"""What stands against publishing."""

import pytest

from saleor_crm_plugin.templates.error_codes import TemplateErrorCode as Code
from saleor_crm_plugin.templates.lint import faults_of
from saleor_crm_plugin.templates.rendering import Content, TemplateKind


def section(words: str) -> str:
    return f"<mj-section><mj-column><mj-text>{words}</mj-text></mj-column></mj-section>"


def faults(*contents: Content, needs_way_out: bool = True):
    found = faults_of(
        TemplateKind.EMAIL,
        contents,
        default_language="en",
        needs_way_out=needs_way_out,
    )
    return [(fault.code, fault.part, fault.line) for fault in found]


def email(**parts: str) -> Content:
    return Content(
        **{"language": "en", "subject": "Hello", "body": section("x"), **parts}
    )


def test_a_good_mail_has_no_faults():
    body = (
        section(
            "{{ customer.first_name | default: 'you' }} {{ own.question }}"
            "{% for line in order.lines %}{{ line.name }}{% endfor %}"
        )
        + "{% render 'products', products: products, language: language %}"
    )
    assert faults(email(body=body)) == []


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"subject": " "}, (Code.REQUIRED, "en subject", 0)),
        ({"body": ""}, (Code.REQUIRED, "en body", 0)),
        ({"subject": "{{ order.nix }}"}, (Code.UNKNOWN_VARIABLE, "en subject", 1)),
        ({"body": "\n{{ prise }}"}, (Code.UNKNOWN_VARIABLE, "en body", 2)),
        ({"body": section("<script>x</script>")}, (Code.UNSAFE, "en body", 1)),
        ({"body": section("<p onclick='x'>x</p>")}, (Code.UNSAFE, "en body", 1)),
        ({"body": "<mj-sektion></mj-sektion>"}, (Code.SYNTAX, "en body", 1)),
        (
            {"body": section('<a href="www.shop.example">x</a>')},
            (Code.BROKEN_LINK, "en body", 0),
        ),
        ({"body": section('<a href="">x</a>')}, (Code.BROKEN_LINK, "en body", 0)),
        (
            {"body": f"<mjml><mj-body>{section('x')}</mj-body></mjml>"},
            (Code.NO_UNSUBSCRIBE, "en body", 0),
        ),
        ({"language": "it"}, (Code.MISSING_CONTENT, "en", 0)),
        ({"variant": "spring"}, (Code.MISSING_CONTENT, "en", 0)),
        ({"subject": "x" * 90}, (Code.TOO_LARGE, "en subject", 0)),
    ],
)
def test_faults_name_part_and_line(parts, expected):
    assert faults(email(**parts)) == [expected]


def test_a_receipt_needs_no_way_out():
    body = f"<mjml><mj-body>{section('x')}</mj-body></mjml>"
    assert faults(email(body=body), needs_way_out=False) == []
