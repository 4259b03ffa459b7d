"""A page on which people choose without signing in; it shows nothing of what they chose before."""

from collections.abc import Iterator

from django.http import HttpResponse

from ..consent.actions.wish import Origin, Wish, save_choices
from ..consent.links import LinkedPerson, person_in
from ..consent.policies import ANY_CHANNEL, Subject, UnsubscribeScope, left_by
from ..consent.purposes import ConsentPurpose
from ..consent.sources import Source
from ..core import clock
from .asked import Asked
from .rendering import page, plain
from .words import WORDS

_ANSWERS = {"yes": True, "no": False}


def preferences_page(asked: Asked) -> HttpResponse:
    """Show the choices on GET; save on POST those that are not to be left as they are."""
    person = person_in(asked.signed)
    choices = _choices(person)
    if asked.method == "GET":
        words = WORDS[asked.language]
        shown = [(name, words[f"choice_{name}"]) for name in choices]
        return page("preferences", language=asked.language, choices=shown)
    if any(asked.form.get(name, "") not in ("", *_ANSWERS) for name in choices):
        return plain(400)
    save_choices(
        person,
        list(_wishes(asked, person, choices)),
        origin=Origin(
            source=Source.PREFERENCE_PAGE, ip=asked.ip, user_agent=asked.user_agent
        ),
        now=clock.now(),
    )
    return page("saved", language=asked.language)


def _choices(person: LinkedPerson) -> dict[str, Subject]:
    choices = {
        "channel": Subject(person.channel, ConsentPurpose.MARKETING),
        "profiling": Subject(ANY_CHANNEL, ConsentPurpose.PROFILING),
        "third_party": Subject(ANY_CHANNEL, ConsentPurpose.THIRD_PARTY),
    }
    if person.list_code:
        listed = Subject(person.channel, ConsentPurpose.MARKETING, person.list_code)
        return {"list": listed, **choices}
    return choices


def _wishes(
    asked: Asked, person: LinkedPerson, choices: dict[str, Subject]
) -> Iterator[Wish]:
    if asked.form.get("everything") == "no":
        for subject in left_by(
            UnsubscribeScope.EVERYTHING, channel=person.channel, list_code=""
        ):
            yield Wish(subject, granted=False)
        return
    for name, subject in choices.items():
        answer = asked.form.get(name)
        if answer:
            yield Wish(subject, granted=_ANSWERS[answer])
