"""Only the origin of a site ever gets into a policy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.dashboard.policies.origins import (
    MOST_ORIGINS,
    InvalidOrigin,
    parse_origins,
    usable_origins,
)
from saleor_crm_plugin.dashboard.policies.page_policy import page_policy


def test_origins_are_parted_by_commas_and_spaces_and_stand_once():
    text = " https://a.example , http://localhost:9000/\nhttps://a.example https://B.example:8443"

    assert parse_origins(text) == (
        "https://a.example",
        "http://localhost:9000",
        "https://b.example:8443",
    )
    assert parse_origins("") == ()


@pytest.mark.parametrize(
    "given_text",
    [
        "*",
        "https://*.example.com",
        "https://",
        "dashboard.example.com",
        "ftp://a.example",
        "javascript:alert(1)",
        "https://a.example/path",
        "https://a.example?x=1",
        "https://a.example#x",
        "https://user@a.example",
        "https://a.example;script-src",
        "https://a.example'",
        "https://a.example:99999",
        "https://a..example",
        "https://ä.example",
        "'unsafe-inline'",
        "'self'",
    ],
)
def test_anything_else_is_refused_and_never_used(given_text):
    with pytest.raises(InvalidOrigin) as refusal:
        parse_origins(f"https://good.example {given_text}")

    assert refusal.value.given == given_text
    assert usable_origins(f"https://good.example {given_text}") == (
        "https://good.example",
    )


def test_there_is_an_end_to_their_number():
    many = " ".join(f"https://d{number}.example" for number in range(MOST_ORIGINS + 1))

    with pytest.raises(InvalidOrigin):
        parse_origins(many)

    assert len(usable_origins(many)) == MOST_ORIGINS


@given(st.text(max_size=80))
def test_no_text_adds_a_directive_or_a_word_of_its_own(text):
    origins = usable_origins(text)
    policy = page_policy(nonce="n", framed_by=origins)

    assert policy.count(";") == page_policy(nonce="n", framed_by=()).count(";")
    directive = policy.rpartition("; ")[2].split(" ")
    assert directive == ["frame-ancestors", "'self'", *origins]
    assert all(one.startswith(("http://", "https://")) for one in origins)


def test_a_page_may_load_its_own_scripts_and_nothing_written_into_it():
    directives = dict(
        one.split(" ", 1) for one in page_policy(nonce="abc", framed_by=()).split("; ")
    )

    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'self'"
    assert directives["connect-src"] == "'self'"
    assert directives["style-src"] == "'self' 'nonce-abc'"
    assert "style-src-attr" not in directives
    assert directives["frame-ancestors"] == "'self'"
    assert directives["base-uri"] == "'none'"
