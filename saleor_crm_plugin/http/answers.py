"""The page on which a letter's reader answers its question; looking answers nothing.

It shows nothing of what is known: neither whether there was an answer before, nor what it was.
"""

from collections.abc import Sequence
from http import HTTPStatus

from babel import Locale
from django.http import HttpResponse

from ..core import clock
from ..identity.birthdays import Birthday
from ..identity.errors import InvalidBirthday, InvalidLanguage
from ..messaging.actions.answer import Told, answer_choice, tell_about_oneself
from ..messaging.answer_links import AskedQuestion, asked_in
from ..messaging.errors import InvalidChoice, MessageNotFound
from ..messaging.policies.questions import CHOICES, Question
from ..messaging.queries import interests
from .asked import Asked
from .rendering import page, plain
from .words import WORDS

DAYS = range(1, 32)


def answer_page(asked: Asked) -> HttpResponse:
    """Ask on GET, since scanners look at every link; keep the answer on POST."""
    question = asked_in(asked.signed)
    if question is None:
        return page("bad_link", language=asked.language, status=HTTPStatus.GONE)
    if asked.method == "GET":
        return _ask(question, asked.language)
    try:
        _keep(question, asked)
    except MessageNotFound:
        return page("bad_link", language=asked.language, status=HTTPStatus.GONE)
    except InvalidBirthday:
        return _ask(question, asked.language, status=HTTPStatus.BAD_REQUEST)
    except (InvalidChoice, InvalidLanguage):
        return plain(HTTPStatus.BAD_REQUEST)
    return page("answered", language=asked.language)


def _ask(
    question: AskedQuestion, language: str, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    words = WORDS[language]
    if question.question == Question.ABOUT_YOU:
        return page(
            "about_you",
            language=language,
            status=status,
            days=DAYS,
            months=_months(language),
            languages=[(code, _own_name(code)) for code in WORDS],
            interests=interests(language),
        )
    asks = question.question
    return page(
        "choices",
        language=language,
        question=words[asks],
        choices=[(one, words[f"{asks}_{one}"]) for one in CHOICES[asks]],
    )


def _keep(question: AskedQuestion, asked: Asked) -> None:
    if question.question == Question.ABOUT_YOU:
        told = Told(
            birthday=_birthday(asked),
            language=_language(asked),
            interests=tuple(dict.fromkeys(asked.form.getlist("interest"))),
        )
        tell_about_oneself(question, told, now=clock.now())
    else:
        answer_choice(question, asked.form.get("answer", ""), now=clock.now())


def _birthday(asked: Asked) -> Birthday | None:
    day, month = asked.form.get("day", ""), asked.form.get("month", "")
    if not day and not month:
        return None
    try:
        return Birthday(month=int(month), day=int(day))
    except ValueError as error:
        raise InvalidBirthday from error


def _language(asked: Asked) -> str:
    language = asked.form.get("language", "")
    if language and language not in WORDS:
        raise InvalidLanguage
    return language


def _months(language: str) -> Sequence[tuple[int, str]]:
    names = Locale.parse(language).months["stand-alone"]["wide"]
    return sorted(names.items())


def _own_name(language: str) -> str:
    return Locale.parse(language).get_display_name() or language
