"""Take in what readers answer to the questions of letters."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from ...core.sentences import Sentence
from ...identity.birthdays import Birthday
from ...identity.details import UNCHANGED, DetailsChange, change_own_details
from ...identity.errors import BirthdayKnown
from ...identity.labels import (
    AttributeValue,
    Tagging,
    add_tags,
    remove_tags,
    set_attributes,
)
from ...identity.lock_objects import lock_person
from ...outbox.actions import publish
from ...saleor_adapter.db import WRITER
from ..answer_links import AskedQuestion
from ..answer_models import Answer, Interest
from ..errors import InvalidChoice, MessageNotFound
from ..message_facts import answer_of
from ..models import Message
from ..policies.questions import CHOICES, attribute_of, tag_of

SOURCE = "letter"


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What somebody told of themselves; what is None or empty was left out. Personal."""

    birthday: Birthday | None = None
    language: str = ""
    interests: tuple[str, ...] = ()

    @property
    def names(self) -> str:
        """Return which of them were told."""
        names = ("birthday", "language", "interests")
        return ",".join(name for name in names if getattr(self, name))


def answer_choice(asked: AskedQuestion, choice: str, *, now: datetime.datetime) -> bool:
    """Keep a choice as an attribute of the person, and publish MessageAnswered.

    Returns whether it counts: each message takes one answer to a question, a test message none,
    and an erased person says nothing. Locks the profile, then the answer. Raises MessageNotFound,
    and InvalidChoice for what is no answer; then nothing is changed.
    """
    if choice not in CHOICES.get(asked.question, ()):
        raise InvalidChoice(
            Sentence("This is no answer to the question."), field="answer"
        )
    with transaction.atomic(using=WRITER):
        message = _open(asked, choice, now)
        if message is None:
            return False
        value = AttributeValue(
            profile_id=message.profile_id,
            name=attribute_of(asked.question),
            value=choice,
            source=SOURCE,
        )
        set_attributes([value], now=now)
        publish([answer_of(message, asked.question, choice, occurred_at=now)])
    return True


def tell_about_oneself(
    asked: AskedQuestion, told: Told, *, now: datetime.datetime
) -> bool:
    """Keep what a reader told of themselves, and publish MessageAnswered.

    A birthday that is known stays as it is; the interests named replace those named before.
    Returns whether it counts, as `answer_choice`; nothing told is no answer. Locks as it does.
    Raises MessageNotFound, InvalidBirthday, InvalidLanguage, and InvalidChoice for an interest
    that there is not; then nothing is changed.
    """
    known = set(Interest.objects.using(WRITER).values_list("code", flat=True))
    if not known.issuperset(told.interests):
        raise InvalidChoice(Sentence("There is no such interest."), field="interests")
    if not told.names:
        return False
    with transaction.atomic(using=WRITER):
        message = _open(asked, told.names, now)
        if message is None:
            return False
        if told.birthday or told.language:
            _keep_details(message.profile_id, told, now)
        if told.interests:
            _keep_interests(message.profile_id, told.interests, known, now)
        publish([answer_of(message, asked.question, told.names, occurred_at=now)])
    return True


def _open(asked: AskedQuestion, given: str, now: datetime.datetime) -> Message | None:
    """Return the message if it takes this answer, which is then written down."""
    rows = Message.objects.using(WRITER)
    message = rows.filter(public_id=asked.message).first()
    if message is None:
        raise MessageNotFound
    if message.is_test:
        return None
    person = lock_person(message.profile_id)
    if person is None or person.erased_at:
        return None
    _, is_first = Answer.objects.using(WRITER).get_or_create(
        message=message,
        question=asked.question,
        defaults={
            "profile_id": message.profile_id,
            "given": given,
            "answered_at": now,
        },
    )
    return message if is_first else None


def _keep_details(profile_id: int, told: Told, now: datetime.datetime) -> None:
    change = DetailsChange(
        profile_id=profile_id,
        birthday=told.birthday or UNCHANGED,
        language=told.language or UNCHANGED,
    )
    try:
        change_own_details(change, now=now)
    except BirthdayKnown:
        # The page must not even tell that we know it.
        change_own_details(replace(change, birthday=UNCHANGED), now=now)


def _keep_interests(
    profile_id: int, chosen: Sequence[str], known: set[str], now: datetime.datetime
) -> None:
    remove_tags(_taggings(profile_id, sorted(known - set(chosen))), now=now)
    add_tags(_taggings(profile_id, chosen), now=now)


def _taggings(profile_id: int, interests: Sequence[str]) -> list[Tagging]:
    return [
        Tagging(profile_id=profile_id, tag=tag_of(interest), source=SOURCE)
        for interest in interests
    ]
