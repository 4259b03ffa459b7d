"""Campaigns with the steps of their way, their runs, and whom each run has frozen."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from .policies.states import CampaignKind, CampaignState, DryRunState, RunState

LONGEST_NAME = 120
LONGEST_DETAIL = 300
LONGEST_AUTHOR = 160


def _choices(values: type) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in values]  # type: ignore[attr-defined]


class CampaignSettings(models.Model):
    """The shop's one row of choices about campaigns.

    A campaign to more than `approval_above` people needs the word of a second person; None: none
    does.
    """

    approval_above = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "crm_campaign_settings"
        constraints = [
            models.CheckConstraint(name="crm_campaign_settings_one", condition=Q(id=1))
        ]

    def __str__(self) -> str:
        return f"approval above {self.approval_above}"


class Campaign(models.Model):
    """One campaign; `definition` is a `CampaignDefinition`, `version` counts its changes.

    `checked_version` was found sound at `checked_at`, when `checked_people` were in its audience;
    `approved_version` is the one that a second person has allowed. `due_at` is when its next run
    begins, None while none is to begin. `paused_reason` is a `StepReason`, "" where staff paused
    it. A trigger refuses transitions that `policies.states` does not know.
    """

    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=12, choices=_choices(CampaignKind))
    state = models.CharField(
        max_length=12, choices=_choices(CampaignState), default=CampaignState.DRAFT
    )
    definition = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    experiment = models.ForeignKey(
        "saleor_crm_plugin.Experiment",
        on_delete=models.RESTRICT,
        null=True,
        related_name="+",
        db_index=False,
    )
    checked_version = models.PositiveIntegerField(null=True)
    checked_at = models.DateTimeField(null=True)
    checked_people = models.PositiveIntegerField(null=True)
    approved_version = models.PositiveIntegerField(null=True)
    approved_by = models.CharField(max_length=LONGEST_AUTHOR, blank=True, default="")
    approved_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    paused_reason = models.CharField(max_length=32, blank=True, default="")
    changed_by = models.CharField(max_length=LONGEST_AUTHOR)
    created_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())
    archived_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "crm_campaign"
        constraints = [
            models.CheckConstraint(
                name="crm_campaign_kind",
                condition=Q(kind__in=[one.value for one in CampaignKind]),
            ),
            models.CheckConstraint(
                name="crm_campaign_state",
                condition=Q(state__in=[one.value for one in CampaignState]),
            ),
            models.CheckConstraint(
                name="crm_campaign_checked_is_no_later",
                condition=Q(checked_version__isnull=True)
                | Q(checked_version__lte=F("version")),
            ),
            models.CheckConstraint(
                name="crm_campaign_approved_is_no_later",
                condition=Q(approved_version__isnull=True, approved_by="")
                | (Q(approved_version__lte=F("version")) & ~Q(approved_by="")),
            ),
            models.CheckConstraint(
                name="crm_campaign_archived_is_idle",
                condition=Q(archived_at__isnull=True)
                | ~Q(state__in=["scheduled", "sending", "paused"]),
            ),
            models.CheckConstraint(
                name="crm_campaign_due_is_at_work",
                condition=Q(due_at__isnull=True)
                | Q(state__in=["scheduled", "sending", "paused"]),
            ),
        ]
        indexes = [
            # The only way in which a run that is to begin is looked for.
            models.Index(
                name="crm_campaign_due",
                fields=["due_at", "id"],
                condition=Q(due_at__isnull=False, state__in=["scheduled", "sending"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CampaignStep(models.Model):
    """One step of a campaign's way, append-only: by whom, or for which reason it took it itself.

    `from_state` is "" where it was made. `detail` says in words what the reason is about.
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.RESTRICT, related_name="steps", db_index=False
    )
    from_state = models.CharField(max_length=12, blank=True, default="")
    to_state = models.CharField(max_length=12)
    version = models.PositiveIntegerField()
    author = models.CharField(max_length=LONGEST_AUTHOR, blank=True, default="")
    reason = models.CharField(max_length=32, blank=True, default="")
    detail = models.CharField(max_length=LONGEST_DETAIL, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        db_table = "crm_campaign_step"
        constraints = [
            models.CheckConstraint(
                name="crm_campaign_step_has_cause",
                condition=~Q(author="") | ~Q(reason=""),
            ),
        ]
        indexes = [
            models.Index(name="crm_campaign_step_campaign", fields=["campaign", "id"])
        ]

    def __str__(self) -> str:
        return f"{self.from_state} to {self.to_state} of campaign {self.campaign_id}"


class CampaignRun(models.Model):
    """One occurrence of a campaign; its `definition` (a `FrozenDefinition`) never changes.

    `occurrence` is `once` or the local date. `paused_in` is the state in which it was paused, ""
    while it is not. Up to `cursor` (a profile id) recipients of a canceled run were taken back; who
    is still to be queued is told by the recipients. `frozen_at` is when it was frozen, or when it
    last looked for newcomers. `people` are all frozen ones, `held_out`, `excluded` and `queued`
    parts of them. `winner` is the variant that the rest gets, named at `winner_at` by `winner_numbers`.
    `throttle_next_at` is when the next message may be queued under the throttle, None before the
    first. `open_message_id` is a message that was not over yet when somebody looked: while it is
    not, neither is the run.
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.RESTRICT, related_name="runs", db_index=False
    )
    occurrence = models.CharField(max_length=16)
    version = models.PositiveIntegerField()
    definition = models.JSONField()
    state = models.CharField(
        max_length=12, choices=_choices(RunState), default=RunState.FREEZING
    )
    paused_in = models.CharField(max_length=12, blank=True, default="", db_default="")
    cursor = models.BigIntegerField(default=0, db_default=0)
    people = models.PositiveIntegerField(default=0, db_default=0)
    held_out = models.PositiveIntegerField(default=0, db_default=0)
    excluded = models.PositiveIntegerField(default=0, db_default=0)
    queued = models.PositiveIntegerField(default=0, db_default=0)
    winner = models.CharField(max_length=32, blank=True, default="", db_default="")
    winner_at = models.DateTimeField(null=True)
    winner_numbers = models.JSONField(default=dict)
    throttle_next_at = models.DateTimeField(null=True)
    open_message_id = models.BigIntegerField(null=True)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=16, blank=True, default="", db_default="")

    class Meta:
        db_table = "crm_campaign_run"
        constraints = [
            models.UniqueConstraint(
                name="crm_campaign_run_once", fields=["campaign", "occurrence"]
            ),
            models.CheckConstraint(
                name="crm_campaign_run_state",
                condition=Q(state__in=[one.value for one in RunState]),
            ),
            models.CheckConstraint(
                name="crm_campaign_run_paused",
                condition=(Q(state="paused") & ~Q(paused_in=""))
                | (~Q(state="paused") & Q(paused_in="")),
            ),
            models.CheckConstraint(
                name="crm_campaign_run_over",
                condition=(
                    Q(state__in=["done", "canceled"], ended_at__isnull=False)
                    & ~Q(end_reason="")
                )
                | (
                    ~Q(state__in=["done", "canceled"])
                    & Q(ended_at__isnull=True, end_reason="")
                ),
            ),
        ]
        indexes = [
            models.Index(
                name="crm_campaign_run_open",
                fields=["id"],
                condition=Q(state__in=["freezing", "queueing", "sending"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.occurrence} of campaign {self.campaign_id}"


class CampaignRecipient(models.Model):
    """One person in the audience of a run, and what is to become of them.

    `arm` is the key of their variant (held out: of the one that they would have got), "" while none
    is drawn (excluded, or waiting for a winner). `message_id` is None until they are queued;
    `excluded_reason` is an `Exclusion`, "" for none. `code_id` is the code that they were given. Ids only, no personal text.
    """

    pk = models.CompositePrimaryKey("run_id", "profile_id")
    # A trigger refuses to delete a run, so a million rows need not look at theirs a million times.
    run = models.ForeignKey(
        CampaignRun,
        on_delete=models.RESTRICT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    profile_id = models.BigIntegerField()
    is_held_out = models.BooleanField(default=False, db_default=False)
    arm = models.CharField(max_length=32, blank=True, default="", db_default="")
    due_at = models.DateTimeField(null=True)
    message_id = models.BigIntegerField(null=True)
    code_id = models.BigIntegerField(null=True)
    excluded_reason = models.CharField(
        max_length=16, blank=True, default="", db_default=""
    )

    class Meta:
        db_table = "crm_campaign_recipient"
        constraints = [
            # Held out, excluded or queued: each counts in one sum only.
            models.CheckConstraint(
                name="crm_campaign_recipient_counts_once",
                condition=(
                    Q(message_id__isnull=True)
                    & (Q(is_held_out=False) | Q(excluded_reason=""))
                )
                | Q(is_held_out=False, excluded_reason=""),
            ),
        ]
        indexes = [
            models.Index(name="crm_campaign_recipient_profile", fields=["profile_id"]),
            # Who is still to be queued, and when; whoever is leaves it.
            models.Index(
                name="crm_campaign_recipient_waiting",
                fields=["run", "due_at", "profile_id"],
                condition=Q(
                    message_id__isnull=True, is_held_out=False, excluded_reason=""
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"profile {self.profile_id} in run {self.run_id}"


class CampaignDryRun(models.Model):
    """A look at what a definition would do now; nothing of it happens but this report.

    Up to `reached` (a profile id) `done` of `people` were looked at; `tally` are the plain numbers
    so far, `report` the finished ones. A worker holds it until `lease_until`. No personal text.
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.RESTRICT, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=_choices(CampaignKind))
    definition = models.JSONField()
    state = models.CharField(
        max_length=12, choices=_choices(DryRunState), default=DryRunState.WAITING
    )
    people = models.PositiveIntegerField(null=True)
    reached = models.BigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    tally = models.JSONField(default=dict)
    report = models.JSONField(null=True)
    error = models.CharField(max_length=500, blank=True, default="")
    lease_until = models.DateTimeField(null=True)
    author = models.CharField(max_length=LONGEST_AUTHOR)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "crm_campaign_dry_run"
        constraints = [
            models.CheckConstraint(
                name="crm_campaign_dry_run_state",
                condition=Q(state__in=[one.value for one in DryRunState]),
            ),
        ]
        indexes = [
            models.Index(
                name="crm_campaign_dry_run_campaign", fields=["campaign", "id"]
            ),
            models.Index(
                name="crm_campaign_dry_run_open",
                fields=["id"],
                condition=Q(state__in=["waiting", "running"]),
            ),
        ]

    def __str__(self) -> str:
        return f"dry run {self.pk} of campaign {self.campaign_id}"
