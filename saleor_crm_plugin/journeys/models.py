"""Journeys with their versions, people's passages through them, and what was decided on the way."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class JourneyStatus(models.TextChoices):
    """What a journey does with new and with present people.

    DRAINING takes in nobody new and turns OFF when the last one has left.
    """

    OFF = "off"
    ON = "on"
    PAUSED = "paused"
    DRAINING = "draining"


class Journey(models.Model):
    """One journey; what it does stands in its versions. New people enter `current`.

    `experiment_id` is the experiment whose holdout decides who is only watched; None for none.
    """

    code = models.SlugField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    status = models.CharField(
        max_length=8, choices=JourneyStatus.choices, default=JourneyStatus.OFF
    )
    current = models.ForeignKey(
        "saleor_crm_plugin.JourneyVersion",
        on_delete=models.RESTRICT,
        related_name="+",
        null=True,
    )
    experiment_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "crm_journey"
        constraints = [
            models.CheckConstraint(
                name="crm_journey_status", condition=Q(status__in=JourneyStatus.values)
            ),
            models.CheckConstraint(
                name="crm_journey_runs_something",
                condition=Q(status=JourneyStatus.OFF) | Q(current__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class JourneyVersion(models.Model):
    """One definition of a journey; once published the database refuses every change of it."""

    journey = models.ForeignKey(
        Journey, on_delete=models.RESTRICT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    created_at = models.DateTimeField(db_default=Now())
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=160, blank=True, default="")

    class Meta:
        db_table = "crm_journey_version"
        constraints = [
            models.UniqueConstraint(
                name="crm_journey_version_number", fields=["journey", "number"]
            ),
            models.UniqueConstraint(
                name="crm_journey_version_one_draft",
                fields=["journey"],
                condition=Q(published_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of journey {self.journey_id}"


class EnrollmentState(models.TextChoices):
    """Where a passage stands.

    EXPECTED is not in yet: at its due time it enters, or LAPSED says why not. SHADOW is held out:
    watched, but no step is run. DONE came to an exit step, EXITED was taken out.
    """

    EXPECTED = "expected"
    ACTIVE = "active"
    SHADOW = "shadow"
    STUCK = "stuck"
    DONE = "done"
    EXITED = "exited"
    LAPSED = "lapsed"


DUE_STATES = (
    EnrollmentState.EXPECTED,
    EnrollmentState.ACTIVE,
    EnrollmentState.SHADOW,
)
# Who is not through: expected, on the way, watched, or waits for staff.
PRESENT_STATES = (*DUE_STATES, EnrollmentState.STUCK)
# Who is on the way, watched, or waits for staff: holds the place in the journey.
INSIDE_STATES = (
    EnrollmentState.ACTIVE,
    EnrollmentState.SHADOW,
    EnrollmentState.STUCK,
)
WALKING_STATES = (EnrollmentState.ACTIVE, EnrollmentState.SHADOW)
OVER_STATES = (EnrollmentState.DONE, EnrollmentState.EXITED, EnrollmentState.LAPSED)


class Enrollment(models.Model):
    """One profile's passage through a journey, unique by `key` (such as the cart it is about).

    `subject` holds ids of the shop (`passage.Subject`). A worker that works on it holds the lease
    until `lease_until`; `attempt` counts the leases since the last success and tells one from the
    next. `visit` counts the steps that were left behind. `heard` is the code of the last fact
    since `step_entered_at` that the step waits for. `is_alone` keeps a second one out.
    """

    journey = models.ForeignKey(
        Journey, on_delete=models.RESTRICT, related_name="+", db_index=False
    )
    version = models.ForeignKey(
        JourneyVersion, on_delete=models.RESTRICT, related_name="+", db_index=False
    )
    profile_id = models.BigIntegerField()
    key = models.CharField(max_length=160)
    subject = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=EnrollmentState.choices)
    is_alone = models.BooleanField(default=True, db_default=True)
    step = models.CharField(max_length=64, blank=True, default="", db_default="")
    visit = models.PositiveSmallIntegerField(default=0, db_default=0)
    occurred_at = models.DateTimeField()
    entered_at = models.DateTimeField(null=True)
    step_entered_at = models.DateTimeField(null=True)
    heard = models.CharField(max_length=64, blank=True, default="", db_default="")
    due_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    goal_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempt = models.PositiveSmallIntegerField(default=0, db_default=0)
    last_error = models.CharField(max_length=500, blank=True, default="", db_default="")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=80, blank=True, default="", db_default="")

    class Meta:
        db_table = "crm_enrollment"
        constraints = [
            models.UniqueConstraint(
                name="crm_enrollment_once", fields=["journey", "profile_id", "key"]
            ),
            models.UniqueConstraint(
                name="crm_enrollment_alone",
                fields=["journey", "profile_id"],
                condition=Q(is_alone=True, state__in=INSIDE_STATES),
            ),
            models.CheckConstraint(
                name="crm_enrollment_state",
                condition=Q(state__in=EnrollmentState.values),
            ),
            models.CheckConstraint(
                name="crm_enrollment_due",
                condition=Q(state__in=DUE_STATES, due_at__isnull=False)
                | (~Q(state__in=DUE_STATES) & Q(due_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="crm_enrollment_over",
                condition=Q(state__in=OVER_STATES, ended_at__isnull=False)
                | (~Q(state__in=OVER_STATES) & Q(ended_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="crm_enrollment_inside_ends",
                condition=~Q(state__in=WALKING_STATES)
                | Q(entered_at__isnull=False, ends_at__isnull=False),
            ),
        ]
        indexes = [
            # The only way in which work is looked for: by journey, so that a paused one costs
            # nothing, and in the order of what is due.
            models.Index(
                name="crm_enrollment_due",
                fields=["journey", "due_at", "id"],
                condition=Q(state__in=DUE_STATES),
            ),
            models.Index(
                name="crm_enrollment_in_flight",
                fields=["version", "id"],
                condition=Q(state__in=(*DUE_STATES, EnrollmentState.STUCK)),
            ),
            models.Index(
                name="crm_enrollment_stuck",
                fields=["id"],
                condition=Q(state=EnrollmentState.STUCK),
            ),
            models.Index(name="crm_enrollment_profile", fields=["profile_id", "id"]),
            # The figures of a journey are about those who came in within some days.
            models.Index(
                name="crm_enrollment_entered",
                fields=["journey", "entered_at"],
                condition=Q(entered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"enrollment {self.pk} in journey {self.journey_id}"


class StepLog(models.Model):
    """One step that an enrollment has left behind, and what was decided there; append-only.

    `outcome` is a code, `numbers` the plain values that led to it: no personal text.
    """

    pk = models.CompositePrimaryKey("enrollment_id", "visit")
    enrollment_id = models.BigIntegerField()
    visit = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=64)
    outcome = models.CharField(max_length=80)
    numbers = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        db_table = "crm_step_log"

    def __str__(self) -> str:
        return f"{self.step} of enrollment {self.enrollment_id}"


class JourneyScan(models.Model):
    """How far a journey's trigger has looked: all moments before `scanned_until` are done.

    Within the window up to `scanning_until` it has come to `reached` (the trigger's own cursor).
    """

    journey = models.OneToOneField(
        Journey, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    scanned_until = models.DateTimeField()
    scanning_until = models.DateTimeField(null=True)
    reached = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        db_table = "crm_journey_scan"

    def __str__(self) -> str:
        return f"scan of journey {self.journey_id}"


class JourneyMove(models.Model):
    """People in flight that go from one published version to another, step by step of a mapping.

    `mapping` gives each step its new one, "" to leave. `reached_id` is the last enrollment that
    was moved; `finished_at` is None while it runs.
    """

    from_version = models.ForeignKey(
        JourneyVersion, on_delete=models.RESTRICT, related_name="+"
    )
    to_version = models.ForeignKey(
        JourneyVersion, on_delete=models.RESTRICT, related_name="+"
    )
    mapping = models.JSONField()
    author = models.CharField(max_length=160)
    created_at = models.DateTimeField()
    reached_id = models.BigIntegerField(default=0)
    moved = models.BigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "crm_journey_move"
        constraints = [
            models.UniqueConstraint(
                name="crm_journey_move_one_at_a_time",
                fields=["from_version"],
                condition=Q(finished_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"move {self.pk}"


class RehearsalState(models.TextChoices):
    """How far a rehearsal is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELED = "canceled"


class Rehearsal(models.Model):
    """A run of definitions over the past with a simulated clock; nothing of it happens.

    `definitions` are by journey code as they were when it was asked for. `report` is plain
    numbers by journey and week. With a `profile_id` every decision about that one is in it.
    """

    definitions = models.JSONField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    profile_id = models.BigIntegerField(null=True)
    state = models.CharField(
        max_length=8, choices=RehearsalState.choices, default=RehearsalState.WAITING
    )
    reached_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    report = models.JSONField(null=True)
    error = models.CharField(max_length=500, blank=True, default="")
    author = models.CharField(max_length=160)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "crm_rehearsal"
        constraints = [
            models.CheckConstraint(
                name="crm_rehearsal_state", condition=Q(state__in=RehearsalState.values)
            ),
            models.CheckConstraint(
                name="crm_rehearsal_period", condition=Q(until__gt=models.F("since"))
            ),
        ]

    def __str__(self) -> str:
        return f"rehearsal {self.pk}"
