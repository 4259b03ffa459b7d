"""Somebody answered the question of a letter."""

from typing import Any

from ...messaging.events import MessageAnswered
from ...messaging.policies.questions import Question
from ..trigger import Entry, FactTrigger, TriggerSettings, triggers


@triggers.register
class QuestionAnswered(FactTrigger):
    """With `answers` only one of these counts; without, each does."""

    code = "question_answered"
    label = "Question answered"
    events = (MessageAnswered,)

    class Settings(TriggerSettings):
        question: Question = Question.WHY_LEFT
        answers: frozenset[str] = frozenset()

    def matches(self, fact: Any) -> Entry | None:
        chosen = self.settings
        if fact.question != chosen.question:
            return None
        if chosen.answers and fact.answer not in chosen.answers:
            return None
        return Entry(
            profile_id=fact.profile_id,
            key=fact.key,
            occurred_at=fact.occurred_at,
            due_at=fact.occurred_at,
        )
