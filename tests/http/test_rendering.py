"""Pages: their languages, their style by its hash, and escaping."""

import base64
import hashlib
import re

import pytest

from saleor_crm_plugin.http.rendering import (
    CONTENT_SECURITY_POLICY,
    PAGES,
    page,
    plain,
)
from saleor_crm_plugin.http.words import WORDS


def test_every_language_has_the_same_words():
    english = set(WORDS["en"])

    assert {language: set(words) for language, words in WORDS.items()} == {
        "en": english,
        "it": english,
        "zh": english,
    }
    assert all(text for words in WORDS.values() for text in words.values())


def test_every_word_is_on_a_page_and_every_page_has_its_words():
    pages = "".join(path.read_text() for path in PAGES.glob("*.html"))
    used = set(re.findall(r"words\.(\w+)", pages))
    chosen = ("choice_", "how_was_it", "why_left")
    choices = {name for name in WORDS["en"] if name.startswith(chosen)}

    assert used | choices == set(WORDS["en"])


@pytest.mark.parametrize("language", sorted(WORDS))
def test_the_style_on_the_page_is_the_one_that_the_policy_lets_through(language):
    response = page("unsubscribe", language=language, has_list=True)

    style = re.search(r"<style>(.*)</style>", response.content.decode(), re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in CONTENT_SECURITY_POLICY
    assert f'<html lang="{language}">' in response.content.decode()
    assert response.headers["Content-Language"] == language


def test_what_is_put_into_a_page_is_escaped():
    response = page("unsubscribed", language="en", preferences='"><script>x</script>')

    assert b"<script" not in response.content
    assert b"&quot;&gt;&lt;script&gt;" in response.content


def test_a_plain_answer_is_the_statuss_own_name():
    response = plain(404)

    assert (response.status_code, response.content) == (404, b"Not Found\n")
    assert response.headers["Content-Type"] == "text/plain"
