"""Tables of the answers to what letters ask, and of the interests that people can name."""

from django.db import models
from django.db.models import Q

from .models import Message
from .policies.questions import Question


class Answer(models.Model):
    """What was answered to one question of one message, for good; erasing deletes the row.

    `given` is the choice, or the names of what a form told: never a personal text.
    """

    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    profile_id = models.BigIntegerField(db_index=True)
    question = models.CharField(max_length=32)
    given = models.CharField(max_length=64)
    answered_at = models.DateTimeField()

    class Meta:
        db_table = "crm_answer"
        constraints = [
            models.UniqueConstraint(
                name="crm_answer_once", fields=["message", "question"]
            ),
            models.CheckConstraint(
                name="crm_answer_question",
                condition=Q(question__in=[one.value for one in Question]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} of message {self.message_id}"


class Interest(models.Model):
    """Something that people can say they like; `names` holds its name by language."""

    code = models.CharField(max_length=32, primary_key=True)
    place = models.PositiveSmallIntegerField()
    names = models.JSONField(default=dict)

    class Meta:
        db_table = "crm_interest"

    def __str__(self) -> str:
        return self.code
