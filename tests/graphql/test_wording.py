"""The API's sentences in the language of who asks, and that none lacks a language."""

import ast
import string
from pathlib import Path
from types import SimpleNamespace

import pytest
from graphql import GraphQLError

import saleor_crm_plugin
from saleor_crm_plugin.campaigns.definition import Every, TimeMode
from saleor_crm_plugin.campaigns.policies.states import CampaignKind, CampaignState
from saleor_crm_plugin.core.sentences import Sentence
from saleor_crm_plugin.graphql.refused_arguments import refused_argument
from saleor_crm_plugin.graphql.wording import (
    ENGLISH,
    LANGUAGES,
    catalogue,
    said,
    worded,
    wording_refusals,
)
from saleor_crm_plugin.imports.models import ImportState
from saleor_crm_plugin.insight.policies import signals
from saleor_crm_plugin.journeys.models import JourneyStatus
from saleor_crm_plugin.messaging.policies.guard import Hold
from saleor_crm_plugin.segments.models import SegmentKind

PACKAGE = Path(saleor_crm_plugin.__file__).parent
OTHERS = [language for language in LANGUAGES if language != ENGLISH]
# Said by a sentence as one of its values.
WORDS = {
    word
    for kind in (
        CampaignKind,
        CampaignState,
        Every,
        ImportState,
        JourneyStatus,
        SegmentKind,
        TimeMode,
    )
    for word in (str(one.value) for one in kind)
} | {hold.value.replace("_", " ") for hold in Hold}
# What pydantic finds in what a client has sent, by its own templates.
FOUND_BY_PYDANTIC = "Input should be greater than or equal to {ge}."


def asking(accepted: str | None) -> SimpleNamespace:
    meta = {} if accepted is None else {"HTTP_ACCEPT_LANGUAGE": accepted}
    return SimpleNamespace(context=SimpleNamespace(META=meta))


def templates() -> dict[str, str]:
    """Return every template of a sentence in the package, with the file that says it."""
    return {
        call.args[0].value: str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) == "Sentence"
        and isinstance(call.args[0], ast.Constant)
    }


def blanks(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_there_are_sentences_to_look_for():
    assert len(templates()) > 400
    assert templates()["There is no program {program!r}."]


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_said_in_every_language(language):
    lacking = {
        template: path
        for template, path in templates().items()
        if not catalogue(language).get(template)
    }
    assert lacking == {}


@pytest.mark.parametrize("language", OTHERS)
def test_every_signal_is_said_in_every_language(language):
    assert set(signals.WORDS.values()) - catalogue(language).keys() == set()


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_that_a_sentence_says_has_its_own_in_every_language(language):
    assert WORDS - catalogue(language).keys() == set()


def test_the_languages_say_the_same_sentences():
    assert {frozenset(catalogue(language)) for language in OTHERS} == {
        frozenset(catalogue(OTHERS[0]))
    }


@pytest.mark.parametrize("language", OTHERS)
def test_no_language_has_a_blank_that_the_english_lacks(language):
    strange = {
        template
        for template, words in catalogue(language).items()
        if blanks(words) - blanks(template)
    }
    assert strange == set()


@pytest.mark.parametrize("language", OTHERS)
def test_values_are_left_out_only_where_they_are_names_of_the_api(language):
    left_out = {
        name
        for template, words in catalogue(language).items()
        for name in blanks(template) - blanks(words)
    }
    assert left_out <= {
        "field",
        "class_name",
        "error",
        "expected_plural",
        "field_type",
    }


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("it", "Il programma «gold» non esiste."),
        ("it-CH,de;q=0.5", "Il programma «gold» non esiste."),
        ("zh-Hans", "没有计划“gold”。"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "没有计划“gold”。"),
        ("en-GB,it;q=0.9", "There is no program 'gold'."),
        ("de", "There is no program 'gold'."),
        ("de,it;q=0.5", "Il programma «gold» non esiste."),
        ("", "There is no program 'gold'."),
        (None, "There is no program 'gold'."),
        ("<script>" * 200, "There is no program 'gold'."),
    ],
)
def test_the_request_says_the_language(accepted, expected):
    sentence = Sentence("There is no program {program!r}.", program="gold")
    assert worded(sentence, asking(accepted)) == expected


def test_what_somebody_wrote_is_not_worded():
    assert worded("Say why.", asking("it")) == "Say why."
    sentence = Sentence("There is no program {program!r}.", program="{0} paused")
    assert worded(sentence, asking("it")) == "Il programma «{0} paused» non esiste."


def test_a_sentence_within_a_sentence_is_said_in_the_same_language():
    sentence = Sentence(
        "{place}: {problem}",
        place="days",
        problem=Sentence("From 0 to {most}.", most=9),
    )
    assert said(sentence, "it") == "days: Da 0 a 9."
    assert said(sentence, "zh") == "days：范围为 0 到 9。"


def test_words_that_no_language_has_stay_english():
    sentence = Sentence("Only this test says {thing}.", thing="so")
    assert said(sentence, "it") == "Only this test says so."


@pytest.mark.parametrize("language", OTHERS)
def test_what_pydantic_finds_is_said_too(language):
    assert FOUND_BY_PYDANTIC in catalogue(language)


def test_a_query_is_refused_in_the_language_of_who_asks():
    @wording_refusals
    def resolver(_root, _info):
        raise refused_argument("days", Sentence("From 1 to {most}.", most=31))

    with pytest.raises(GraphQLError) as refused:
        resolver(None, asking("it"))
    assert refused.value.message == "Argomento `days`: Da 1 a 31."
    assert refused.value.extensions == {"field": "days", "code": "INVALID"}


def test_what_others_refuse_is_given_on_as_it_is():
    refusal = GraphQLError("Something else.")

    @wording_refusals
    def resolver(_root, _info):
        raise refusal

    with pytest.raises(GraphQLError) as refused:
        resolver(None, asking("it"))
    assert refused.value is refusal
