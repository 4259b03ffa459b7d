"""The table of settings changes."""

from django.db import models


class SettingsChange(models.Model):
    """One change of one setting's row; append-only, a database trigger refuses all else.

    `subject` and `subject_id` name the row (`program`, 7), `author` the member of staff or app
    (`user:5`, `app:2`). `before` is empty for what is new, `after` for what was removed; both
    hold only the values that differ.
    """

    subject = models.CharField(max_length=32)
    subject_id = models.BigIntegerField()
    author = models.CharField(max_length=160)
    before = models.JSONField()
    after = models.JSONField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "crm_settings_change"
        constraints = [
            models.CheckConstraint(
                name="crm_settings_change_has_author", condition=~models.Q(author="")
            )
        ]
        indexes = [
            models.Index(
                name="crm_settings_change_subject",
                fields=["subject", "subject_id", "id"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.subject_id}"
