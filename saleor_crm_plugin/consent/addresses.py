"""Which identifiers are the addresses of a channel, and by which hash an address is known."""

from ..identity.models import IdentifierType
from ..identity.policies import normalized_phone
from ..saleor_adapter.private_hash import email_hash, text_hash

# Channels that are not here reach people without an address of theirs.
ADDRESSES: tuple[tuple[str, str], ...] = (
    ("email", IdentifierType.EMAIL),
    ("sms", IdentifierType.PHONE),
    ("whatsapp", IdentifierType.PHONE),
    ("phone", IdentifierType.PHONE),
    ("push", IdentifierType.PUSH),
    ("telegram", IdentifierType.TELEGRAM),
    ("wechat", IdentifierType.WECHAT_OPENID),
    ("wecom", IdentifierType.WECOM),
)


def address_hash(channel: str, address: str) -> str:
    """Return the keyed hash by which an address of the channel is known; "" if it is none.

    The same as that of the identifier, so that a suppression and its person find each other.
    """
    address = address.strip()
    kind = dict(ADDRESSES).get(channel)
    if kind == IdentifierType.EMAIL:
        return email_hash(address) if "@" in address else ""
    if kind == IdentifierType.PHONE:
        return text_hash(normalized_phone(address))
    return text_hash(address)
