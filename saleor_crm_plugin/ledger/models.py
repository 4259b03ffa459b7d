"""Tables of the books: balances and lots that change, transactions and postings that never do."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from .kinds import AccountKind, TransactionKind

# Where rows are written by the thousand, a key to what another key implies is not checked again
# (`db_constraint=False`): the book by the account, a posting's account by the trigger that
# explains balances, an opened lot by its first posting. `verify` proves the first two too.

_MOVABLE = (
    AccountKind.PENDING,
    AccountKind.AVAILABLE,
    AccountKind.RESERVED,
    AccountKind.BURNED,
    AccountKind.EXPIRED,
    AccountKind.CLAWED_BACK,
)
_NOT_NEGATIVE = Q(*[Q((f"{kind.value}__gte", 0)) for kind in _MOVABLE])
# Lots that can still pay, be spent or be paid for; the rest of a member's lots is history.
_LIVE = Q(pending__gt=0) | Q(available__gt=0) | Q(owed__lt=0) | Q(forgiven__gt=0)
_KINDS = [kind.value for kind in AccountKind]


class Book(models.Model):
    """One set of books: points of one kind, which are never mixed with another's."""

    code = models.CharField(max_length=255, unique=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "crm_ledger_book"

    def __str__(self) -> str:
        return self.code


class Account(models.Model):
    """One member's balances in one book; each column is an account of its own.

    The columns sum to zero. `posting_count` numbers the member's postings without a gap, which
    is how the trigger finds those that must explain a change of the balances.
    """

    book = models.ForeignKey(
        Book, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    profile = models.ForeignKey(
        "saleor_crm_plugin.Profile", on_delete=models.PROTECT, related_name="+"
    )
    issued = models.BigIntegerField(default=0, db_default=0)
    pending = models.BigIntegerField(default=0, db_default=0)
    available = models.BigIntegerField(default=0, db_default=0)
    reserved = models.BigIntegerField(default=0, db_default=0)
    burned = models.BigIntegerField(default=0, db_default=0)
    expired = models.BigIntegerField(default=0, db_default=0)
    clawed_back = models.BigIntegerField(default=0, db_default=0)
    owed = models.BigIntegerField(default=0, db_default=0)
    posting_count = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "crm_ledger_account"
        constraints = [
            models.UniqueConstraint(
                fields=["book", "profile"], name="crm_ledger_account_member"
            ),
            models.CheckConstraint(
                condition=_NOT_NEGATIVE, name="crm_ledger_account_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(issued__lte=0, owed__lte=0),
                name="crm_ledger_account_not_positive",
            ),
            models.CheckConstraint(
                condition=Q(
                    issued=-F("pending")
                    - F("available")
                    - F("reserved")
                    - F("burned")
                    - F("expired")
                    - F("clawed_back")
                    - F("owed")
                ),
                name="crm_ledger_account_sums_to_zero",
            ),
        ]

    def __str__(self) -> str:
        return f"member {self.profile_id} in book {self.book_id}"


class Lot(models.Model):
    """Points earned together: their terms, the rule that granted them, and where they are now.

    `pending` … `owed` say where the lot's points are, as in Account. `recalled` is what was asked
    back for this lot (clawbacks less reinstatements); the part of it that nobody paid is the
    shortfall: `forgiven`, or a debt in `owed` (zero or below). A lot is pending or available as
    a whole (`is_available`). `origin` is the ended lot that a courtesy lot stands in for.
    """

    book = models.ForeignKey(
        Book,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="lots", db_index=False
    )
    kind = models.CharField(max_length=16)
    source = models.CharField(max_length=255)
    part = models.CharField(max_length=255, blank=True, default="")
    sequence = models.IntegerField(default=1)
    origin = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    rule = models.JSONField(default=dict)
    earned_at = models.DateTimeField()
    available_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    is_available = models.BooleanField()

    granted = models.BigIntegerField()
    pending = models.BigIntegerField(default=0, db_default=0)
    available = models.BigIntegerField(default=0, db_default=0)
    reserved = models.BigIntegerField(default=0, db_default=0)
    burned = models.BigIntegerField(default=0, db_default=0)
    expired = models.BigIntegerField(default=0, db_default=0)
    clawed_back = models.BigIntegerField(default=0, db_default=0)
    owed = models.BigIntegerField(default=0, db_default=0)
    recalled = models.BigIntegerField(default=0, db_default=0)
    forgiven = models.BigIntegerField(default=0, db_default=0)
    shortfall_policy = models.CharField(
        max_length=16, blank=True, default="", db_default=""
    )

    class Meta:
        db_table = "crm_ledger_lot"
        constraints = [
            models.UniqueConstraint(
                fields=["book", "source", "part", "sequence"],
                name="crm_ledger_lot_cause",
            ),
            models.CheckConstraint(
                condition=_NOT_NEGATIVE, name="crm_ledger_lot_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(granted__gt=0, forgiven__gte=0, owed__lte=0),
                name="crm_ledger_lot_shortfall_sign",
            ),
            models.CheckConstraint(
                condition=Q(recalled__gte=0, recalled__lte=F("granted")),
                name="crm_ledger_lot_recalled_of_granted",
            ),
            models.CheckConstraint(
                condition=Q(is_available=True, pending=0)
                | Q(is_available=False, available=0),
                name="crm_ledger_lot_pending_or_available",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "earned_at"], name="crm_ledger_lot_earned"),
            models.Index(
                fields=["account"], condition=_LIVE, name="crm_ledger_lot_live"
            ),
            models.Index(
                fields=["expires_at", "id"],
                condition=Q(available__gt=0),
                name="crm_ledger_lot_expiry_due",
            ),
            models.Index(
                fields=["available_at", "id"],
                condition=Q(is_available=False),
                name="crm_ledger_lot_release_due",
            ),
            models.Index(
                fields=["origin"],
                condition=Q(origin__isnull=False),
                name="crm_ledger_lot_courtesy",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.part} {self.sequence}"


class Transaction(models.Model):
    """One verb, once: its key, its member, and what it was about. Never updated or deleted.

    `points` is what was asked for (below zero only for an adjustment that takes). `lot` is the
    lot opened, recalled or reinstated; `reverses` the reservation that a void or redemption
    resolves, or the redemption that is given back; `counterpart` the member who receives.
    """

    book = models.ForeignKey(
        Book,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=255)
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    counterpart = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    lot = models.ForeignKey(
        Lot,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        db_index=False,
        db_constraint=False,
    )
    reverses = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    points = models.BigIntegerField()
    shortfall = models.BigIntegerField(default=0, db_default=0)
    occurred_at = models.DateTimeField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "crm_ledger_transaction"
        constraints = [
            models.UniqueConstraint(
                fields=["book", "kind", "key"], name="crm_ledger_transaction_key"
            ),
            # A reservation is resolved once, whoever comes first.
            models.UniqueConstraint(
                fields=["reverses"],
                condition=Q(
                    kind__in=[TransactionKind.VOID.value, TransactionKind.REDEEM.value]
                ),
                name="crm_ledger_transaction_resolves_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["account", "id"], name="crm_ledger_transaction_member"
            ),
            models.Index(
                fields=["counterpart", "id"],
                condition=Q(counterpart__isnull=False),
                name="crm_ledger_receiver",
            ),
            models.Index(
                fields=["reverses"],
                condition=Q(reverses__isnull=False),
                name="crm_ledger_transaction_undoes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Posting(models.Model):
    """A positive number of one lot's points from one account to another. Never changed.

    `ordinal` counts the member's postings without a gap. `for_lot` is the lot on whose behalf
    points were clawed back or returned, which may be another than the one that paid.
    """

    transaction = models.ForeignKey(
        Transaction, on_delete=models.PROTECT, related_name="postings", db_index=False
    )
    account = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    ordinal = models.BigIntegerField()
    lot = models.ForeignKey(
        Lot, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    for_lot = models.ForeignKey(
        Lot, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    source = models.CharField(max_length=16)
    destination = models.CharField(max_length=16)
    points = models.BigIntegerField()

    class Meta:
        db_table = "crm_ledger_posting"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "ordinal"], name="crm_ledger_posting_numbered"
            ),
            models.CheckConstraint(
                condition=Q(points__gt=0), name="crm_ledger_posting_positive"
            ),
            models.CheckConstraint(
                condition=Q(source__in=_KINDS)
                & Q(destination__in=_KINDS)
                & ~Q(source=F("destination")),
                name="crm_ledger_posting_two_accounts",
            ),
        ]
        indexes = [
            models.Index(fields=["transaction"], name="crm_ledger_posting_transaction"),
            models.Index(
                fields=["for_lot"],
                condition=Q(for_lot__isnull=False),
                name="crm_ledger_posting_for_lot",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.points} {self.source} → {self.destination}"


class Remark(models.Model):
    """Why and by whom a transaction was made by hand.

    Apart from the transaction, because it is free text about a person: erasure deletes it and
    the books stay as they are.
    """

    transaction = models.OneToOneField(
        Transaction, on_delete=models.PROTECT, primary_key=True, related_name="remark"
    )
    reason = models.TextField()
    author = models.CharField(max_length=255)

    class Meta:
        db_table = "crm_ledger_remark"

    def __str__(self) -> str:
        return f"remark on {self.transaction_id}"
