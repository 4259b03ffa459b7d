"""The link by which somebody proves that an account's e-mail is theirs."""

import datetime

from ..saleor_adapter.public_url import plugin_url
from ..saleor_adapter.signing import BadLink, sign, unsign
from .errors import BadVerification

VERIFY = "verify"
VERIFY_WITHIN = datetime.timedelta(days=2)


def verify_url(user_id: int, email_hash: str) -> str:
    """Return the address that proves this e-mail of the account, for two days."""
    return plugin_url(f"{VERIFY}/{verification_token(user_id, email_hash)}")


def verification_token(user_id: int, email_hash: str) -> str:
    """Return the token in that address: whoever holds it has read what was sent there."""
    return sign(VERIFY, [user_id, email_hash])


def verification_in(token: str) -> tuple[int, str]:
    """Return the account and the hash of the e-mail. Raises BadVerification."""
    try:
        user_id, email_hash = unsign(VERIFY, token, max_age=VERIFY_WITHIN)
    except BadLink as error:
        raise BadVerification from error
    return user_id, email_hash
