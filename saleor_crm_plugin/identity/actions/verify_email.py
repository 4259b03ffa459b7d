"""Take in the proof that an account's e-mail is its owner's, for shops that ask for none."""

from ...outbox.marks import mark_verified


def verify_email(user_id: int, email_hash: str) -> None:
    """Have the account looked at with this proof; what a guest ordered by the e-mail is claimed then.

    The proof counts only while the account still has this very e-mail. Idempotent: a mark more
    costs one look. Nothing is locked.
    """
    mark_verified(user_id, email_hash)
