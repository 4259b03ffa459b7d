"""Other systems that journeys may call, and the calls that are to be made."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class WebhookEndpoint(models.Model):
    """An address of another system, by a code that definitions name.

    `secrets` is a closed box with the key that calls are signed with; `secret_hint` its end. One
    that is `retired_at` a moment is there only for the calls that it has had: it has no secret any
    more, nothing calls it, and it goes when the last of them is forgotten. What `is_partner` uses
    what it is told for ends of its own: it is told only of people who agree to that.
    """

    code = models.SlugField(max_length=64, unique=True)
    url = models.CharField(max_length=500)
    secrets = models.TextField()
    secret_hint = models.CharField(max_length=4)
    is_partner = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=Now())
    retired_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "crm_webhook_endpoint"

    def __str__(self) -> str:
        return self.code


class CallState(models.TextChoices):
    """Where a call stands.

    ANSWERED was confirmed by the other system. FAILED was tried in vain until its passage went
    to the stuck list. DROPPED is one whose passage has gone on without it, or whose person
    does not agree that a partner is told.
    """

    WAITING = "waiting"
    ANSWERED = "answered"
    FAILED = "failed"
    DROPPED = "dropped"


class WebhookCall(models.Model):
    """A call that a step asked for, until it is answered; `visit` is the step's.

    `body` holds what is said; nothing of it is kept behind a call that is over. A worker that
    makes the call holds it until `lease_until`. `status` is the last answer's, null for none.
    """

    pk = models.CompositePrimaryKey("enrollment_id", "visit")
    enrollment_id = models.BigIntegerField()
    visit = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=64)
    profile_id = models.BigIntegerField()
    endpoint = models.ForeignKey(
        WebhookEndpoint, on_delete=models.RESTRICT, related_name="+"
    )
    body = models.JSONField(default=dict)
    state = models.CharField(
        max_length=8, choices=CallState.choices, default=CallState.WAITING
    )
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    due_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    last_error = models.CharField(max_length=200, blank=True, default="", db_default="")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "crm_webhook_call"
        constraints = [
            models.CheckConstraint(
                name="crm_webhook_call_state", condition=Q(state__in=CallState.values)
            ),
            models.CheckConstraint(
                name="crm_webhook_call_due",
                condition=Q(
                    state=CallState.WAITING, due_at__isnull=False, ended_at__isnull=True
                )
                | (
                    ~Q(state=CallState.WAITING)
                    & Q(due_at__isnull=True, ended_at__isnull=False)
                ),
            ),
        ]
        indexes = [
            models.Index(
                name="crm_webhook_call_due",
                fields=["due_at"],
                condition=Q(state=CallState.WAITING),
            ),
            models.Index(name="crm_webhook_call_profile", fields=["profile_id"]),
            models.Index(
                name="crm_webhook_call_over",
                fields=["ended_at"],
                condition=Q(state__in=["answered", "dropped"]),
            ),
        ]

    def __str__(self) -> str:
        return f"call of enrollment {self.enrollment_id}"
