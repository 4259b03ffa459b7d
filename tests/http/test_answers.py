"""The pages that take answers: looking answers nothing, one answer a letter, no data shown."""

import datetime

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.birthdays import Birthday
from saleor_crm_plugin.identity.details import (
    DetailsChange,
    PersonFacts,
    change_details,
    details_of,
)
from saleor_crm_plugin.identity.labels import attributes_of, tags_of
from saleor_crm_plugin.messaging.actions.interests import (
    InterestChoice,
    set_interests,
)
from saleor_crm_plugin.messaging.answer_links import (
    ANSWER_WITHIN,
    AskedQuestion,
    answer_url,
)
from saleor_crm_plugin.messaging.answer_models import Answer
from saleor_crm_plugin.messaging.models import Message
from saleor_crm_plugin.messaging.policies.questions import CHOICES, Question
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.saleor_adapter.signing import sign

from ..fixtures.messages import AUTHOR, NOON
from ..fixtures.unchanged import nothing_changes
from ..fixtures.web import path_of

BIRTHDAY = Birthday(month=2, day=29)


@pytest.fixture(autouse=True)
def at_noon():
    with clock.fixed_at(NOON):
        yield


@pytest.fixture
def message(reader, queued):
    """A letter to somebody who can answer its questions."""
    [row] = queued([reader])
    return row


def link(message, question=Question.WHY_LEFT):
    return path_of(answer_url(AskedQuestion(message.public_id, question)))


def answers():
    return list(Answer.objects.values_list("profile_id", "question", "given"))


def facts():
    rows = FactRow.objects.filter(code="messaging.answered").order_by("id")
    return list(rows.values_list("profile_id", "payload"))


@pytest.mark.parametrize("question", Question)
def test_looking_answers_nothing(web, message, question):
    with nothing_changes():
        response = web.get(link(message, question))
        web.call("HEAD", link(message, question))

    assert response.status_code == 200
    assert b"reader" not in response.content


@pytest.mark.parametrize("question", CHOICES)
@pytest.mark.parametrize("language", ["en", "it", "zh"])
def test_every_choice_has_a_button_in_every_language(web, message, question, language):
    page = web.get(link(message, question), **{"Accept-Language": language})

    shown = page.content.decode()
    for choice in CHOICES[question]:
        assert f'<button name="answer" value="{choice}">' in shown
    assert "<button></button>" not in shown
    assert page["Content-Language"] == language


def test_a_choice_is_kept_and_told_once(web, message):
    # when
    first = web.send(link(message), {"answer": "too_expensive"})
    with nothing_changes():
        second = web.send(link(message), {"answer": "quality"})

    # then
    profile = message.profile_id
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.content == second.content
    assert answers() == [(profile, "why_left", "too_expensive")]
    assert attributes_of([profile]) == {profile: {"answer-why_left": "too_expensive"}}
    [(whose, payload)] = facts()
    assert whose == profile
    assert (payload["question"], payload["answer"], payload["source_id"]) == (
        "why_left",
        "too_expensive",
        message.source_id,
    )


@pytest.mark.parametrize("answer", ["", "cheap", "TOO_EXPENSIVE", "good"])
def test_no_answer_to_the_question_changes_nothing(web, message, answer):
    with nothing_changes():
        response = web.send(link(message), {"answer": answer})

    assert response.status_code == 400


def test_a_form_tells_what_it_holds(web, message):
    # given
    names = {"en": "Books", "it": "Libri"}
    set_interests(
        [
            InterestChoice(code="books", names=names),
            InterestChoice(code="lamps", names={"en": "Lamps"}),
        ],
        author=AUTHOR,
        now=NOON,
    )
    path = link(message, Question.ABOUT_YOU)
    shown = web.get(path, **{"Accept-Language": "it"}).content.decode()
    assert "Libri" in shown
    assert "Lamps" in shown
    assert "febbraio" in shown

    # when
    web.post(path, "day=29&month=2&language=it&interest=books&interest=books")

    # then
    profile = message.profile_id
    assert details_of([profile]) == {
        profile: PersonFacts(birthday=BIRTHDAY, language="it")
    }
    assert tags_of([profile]) == {profile: frozenset({"interest-books"})}
    assert answers() == [(profile, "about_you", "birthday,language,interests")]
    assert facts()[0][1]["answer"] == "birthday,language,interests"


def test_interests_named_later_take_the_place_of_earlier_ones(web, reader, queued):
    # given
    set_interests(
        [
            InterestChoice(code=code, names={"en": code})
            for code in ("books", "lamps", "maps")
        ],
        author=AUTHOR,
        now=NOON,
    )
    first, second, third = (
        queued([reader], occurrence=str(number))[0] for number in range(3)
    )
    web.post(link(first, Question.ABOUT_YOU), "interest=books&interest=lamps")

    # when: who names none takes none back
    web.post(link(second, Question.ABOUT_YOU), "interest=lamps&interest=maps")
    web.post(link(third, Question.ABOUT_YOU), "language=it")

    # then
    assert tags_of([reader]) == {reader: frozenset({"interest-lamps", "interest-maps"})}


def test_a_birthday_that_is_known_stays_and_the_page_does_not_tell(web, message):
    # given
    profile = message.profile_id
    known = Birthday(month=5, day=1)
    change = DetailsChange(profile_id=profile, birthday=known)
    change_details([change], source="user:1", now=NOON)

    # when
    form = {"day": "29", "month": "2", "language": "it"}
    response = web.send(link(message, Question.ABOUT_YOU), form)

    # then
    assert response.status_code == 200
    assert b"29" not in response.content
    assert details_of([profile]) == {
        profile: PersonFacts(birthday=known, language="it")
    }


@pytest.mark.parametrize(
    "form",
    [
        {"day": "30", "month": "2", "language": "it"},
        {"day": "3", "language": "it"},
        {"day": "x", "month": "²"},
        {"language": "xx"},
        {"interest": "weapons", "language": "it"},
    ],
)
def test_a_form_that_cannot_be_kept_changes_nothing(web, message, form):
    with nothing_changes():
        response = web.post(
            link(message, Question.ABOUT_YOU),
            "&".join(f"{name}={value}" for name, value in form.items()).encode(),
        )

    assert response.status_code == 400


def test_an_empty_form_is_no_answer(web, message):
    with nothing_changes():
        response = web.send(link(message, Question.ABOUT_YOU), {"day": ""})

    assert response.status_code == 200


def test_a_test_letter_answers_for_nobody(web, message):
    Message.objects.update(is_test=True)

    with nothing_changes():
        response = web.send(link(message), {"answer": "other"})

    assert response.status_code == 200


def test_nobody_answers_for_an_erased_person(web, message):
    erase_profile(message.profile_id, now=NOON, author=AUTHOR)

    with nothing_changes():
        response = web.send(link(message), {"answer": "other"})

    assert response.status_code == 200


def test_erasing_removes_answers(web, message):
    web.send(link(message), {"answer": "other"})

    erase_profile(message.profile_id, now=NOON, author=AUTHOR)

    assert answers() == []


def test_a_letter_that_is_gone_asks_nothing(web, message):
    path = link(message)
    message.delete()

    assert web.send(path, {"answer": "other"}).status_code == 410


def test_a_question_that_nobody_asks_any_more_is_no_page(web, message):
    path = f"answer/{sign('answer', [message.public_id.hex, 'shoe_size'])}"

    assert web.get(path).status_code == 410


def test_a_link_is_good_for_three_months(web, message):
    path = link(message)

    for late, code in ((datetime.timedelta(), 200), (datetime.timedelta(hours=1), 404)):
        with clock.fixed_at(NOON + ANSWER_WITHIN + late):
            assert web.get(path).status_code == code


def test_one_question_does_not_answer_another(web, message):
    token = link(message).removeprefix("answer/")
    other = link(message, Question.ABOUT_YOU).removeprefix("answer/")
    tampered = f"{other.rpartition(':')[0]}:{token.rpartition(':')[2]}"

    with nothing_changes():
        response = web.send(f"answer/{tampered}", {"answer": "other"})

    assert response.status_code == 404
