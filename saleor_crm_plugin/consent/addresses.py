"""Which identifiers are the addresses of a channel."""

from ..identity.models import IdentifierType

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
