"""Events by month, the visitors they are of, and what they add up to for one person."""

from django.db import models
from django.db.models import F, Q

from ..consent.models import ConsentWording
from .kinds import EventKind, KeywordSource

_KINDS = [kind.value for kind in EventKind]
_SOURCES = [source.value for source in KeywordSource]


class Visitor(models.Model):
    """A browser or device, known by the keyed hash of the name that the storefront gives it.

    `agreed_at` is when profiling was agreed to on it without anybody signed in; `profile_id` is
    who is signed in now, as far as that person has agreed. What nobody was signed in for belongs
    to whoever signs in next only if it happened after `free_since`.
    """

    visitor_hash = models.CharField(max_length=64, unique=True)
    agreed_at = models.DateTimeField(null=True)
    wording = models.ForeignKey(
        ConsentWording, null=True, on_delete=models.RESTRICT, related_name="+"
    )
    profile_id = models.BigIntegerField(null=True)
    free_since = models.DateTimeField(null=True)
    seen_at = models.DateTimeField()

    class Meta:
        db_table = "crm_visitor"
        indexes = [
            models.Index(
                name="crm_visitor_profile",
                fields=["profile_id"],
                condition=Q(profile_id__isnull=False),
            ),
            models.Index(name="crm_visitor_seen", fields=["seen_at"]),
        ]

    def __str__(self) -> str:
        return f"visitor {self.pk}"


class WaitingHistory(models.Model):
    """What a device did before somebody signed in on it, as far as it is still to become theirs.

    Its events are those of the device without a person after `since` (None: from the beginning)
    up to `until`, the sign-in. Two of one device never overlap: each begins after the last.
    """

    visitor_id = models.BigIntegerField()
    profile_id = models.BigIntegerField()
    since = models.DateTimeField(null=True)
    until = models.DateTimeField()

    class Meta:
        db_table = "crm_waiting_history"
        constraints = [
            models.UniqueConstraint(
                name="crm_waiting_history_once", fields=["visitor_id", "until"]
            ),
            models.CheckConstraint(
                name="crm_waiting_history_span",
                condition=Q(since__isnull=True) | Q(since__lt=F("until")),
            ),
        ]
        indexes = [
            models.Index(name="crm_waiting_history_profile", fields=["profile_id"])
        ]

    def __str__(self) -> str:
        return f"history of visitor {self.visitor_id} for profile {self.profile_id}"


class BehaviorEvent(models.Model):
    """One thing that somebody did; partitioned by the month (UTC) of `occurred_at`.

    The database refuses every change but that of `profile_id`; rows go with their month, with the
    person, or with the person's agreement. Goods are ids of the shop. `name` is a code: of what
    happened, or of a store. `text` is what somebody typed or read: personal.
    `author` is the staff or app that recorded it, "" for storefronts.
    """

    id = models.BigAutoField(primary_key=True)
    occurred_at = models.DateTimeField()
    received_at = models.DateTimeField()
    visitor_id = models.BigIntegerField(null=True)
    profile_id = models.BigIntegerField(null=True)
    event_key = models.CharField(max_length=96)
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=64, blank=True, default="")
    product_id = models.IntegerField(null=True)
    variant_id = models.IntegerField(null=True)
    category_id = models.IntegerField(null=True)
    channel = models.CharField(max_length=250, blank=True, default="")
    quantity = models.IntegerField(null=True)
    text = models.CharField(max_length=200, blank=True, default="")
    language = models.CharField(max_length=16, blank=True, default="")
    author = models.CharField(max_length=160, blank=True, default="")

    class Meta:
        db_table = "crm_behavior_event"

    def __str__(self) -> str:
        return f"{self.kind} by profile {self.profile_id}"


class BehaviorDay(models.Model):
    """How often a person did things of one kind on one day (UTC)."""

    pk = models.CompositePrimaryKey("profile_id", "day", "kind")
    profile_id = models.BigIntegerField()
    day = models.DateField()
    kind = models.CharField(max_length=16)
    events = models.IntegerField()

    class Meta:
        db_table = "crm_behavior_day"
        constraints = [
            models.CheckConstraint(
                name="crm_behavior_day_some",
                condition=Q(events__gt=0, kind__in=_KINDS),
            )
        ]
        indexes = [
            models.Index(name="crm_behavior_day_day", fields=["day", "kind"]),
        ]

    def __str__(self) -> str:
        return f"{self.events} times {self.kind} by profile {self.profile_id}"


class ProductInterest(models.Model):
    """How often a person looked at a product, put it into a cart, wished for it or shared it."""

    pk = models.CompositePrimaryKey("profile_id", "product_id")
    profile_id = models.BigIntegerField()
    product_id = models.IntegerField()
    views = models.IntegerField()
    carts = models.IntegerField()
    wishes = models.IntegerField()
    shares = models.IntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        db_table = "crm_product_interest"
        constraints = [
            models.CheckConstraint(
                name="crm_product_interest_times",
                condition=Q(first_at__lte=F("last_at")),
            )
        ]
        indexes = [
            models.Index(
                name="crm_product_interest_product", fields=["product_id", "last_at"]
            ),
            models.Index(name="crm_product_interest_last", fields=["last_at"]),
        ]

    def __str__(self) -> str:
        return f"product {self.product_id} for profile {self.profile_id}"


class CategoryInterest(models.Model):
    """How often a person looked at a category or at a product in it."""

    pk = models.CompositePrimaryKey("profile_id", "category_id")
    profile_id = models.BigIntegerField()
    category_id = models.IntegerField()
    views = models.IntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        db_table = "crm_category_interest"
        constraints = [
            models.CheckConstraint(
                name="crm_category_interest_times",
                condition=Q(first_at__lte=F("last_at"), views__gt=0),
            )
        ]
        indexes = [
            models.Index(
                name="crm_category_interest_category",
                fields=["category_id", "last_at"],
            ),
            models.Index(name="crm_category_interest_last", fields=["last_at"]),
        ]

    def __str__(self) -> str:
        return f"category {self.category_id} for profile {self.profile_id}"


class PersonKeyword(models.Model):
    """How often a person used a word; `stem` is what its forms share, by the word's language."""

    pk = models.CompositePrimaryKey("profile_id", "source", "word")
    profile_id = models.BigIntegerField()
    source = models.CharField(max_length=16)
    word = models.CharField(max_length=64)
    stem = models.CharField(max_length=64)
    times = models.IntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        db_table = "crm_person_keyword"
        constraints = [
            models.CheckConstraint(
                name="crm_person_keyword_times",
                condition=Q(
                    first_at__lte=F("last_at"), times__gt=0, source__in=_SOURCES
                ),
            )
        ]
        indexes = [
            models.Index(name="crm_person_keyword_stem", fields=["stem", "last_at"]),
            models.Index(name="crm_person_keyword_word", fields=["word"]),
            models.Index(name="crm_person_keyword_last", fields=["last_at"]),
        ]

    def __str__(self) -> str:
        return f"a word of profile {self.profile_id}"


class InboundText(models.Model):
    """A text whose words were taken in, so that it is not taken in again; never the text itself."""

    key = models.CharField(max_length=160, primary_key=True)
    profile_id = models.BigIntegerField()
    occurred_at = models.DateTimeField()

    class Meta:
        db_table = "crm_inbound_text"
        indexes = [
            models.Index(name="crm_inbound_text_profile", fields=["profile_id"]),
            models.Index(name="crm_inbound_text_at", fields=["occurred_at"]),
        ]

    def __str__(self) -> str:
        return f"text of profile {self.profile_id}"


class BehaviorSettings(models.Model):
    """The shop's one row of choices: for how many days behavior is kept, and its codes of places.

    Visits name one of `places`, and one of `occasions` if there was one. `version` counts the
    changes.
    """

    keep_days = models.PositiveIntegerField(default=395)
    places = models.JSONField(default=list)
    occasions = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "crm_behavior_settings"
        constraints = [
            models.CheckConstraint(name="crm_behavior_settings_one", condition=Q(id=1))
        ]

    def __str__(self) -> str:
        return f"behavior kept for {self.keep_days} days"
