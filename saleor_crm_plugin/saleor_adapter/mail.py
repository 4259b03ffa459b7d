"""The mail server that the merchant has given Saleor for letters to customers, channel by channel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from saleor.plugins.models import PluginConfiguration

from .db import WRITER

USER_EMAIL_PLUGIN = "mirumee.notifications.user_email"
# What an environment variable gives for the whole shop, where the plugin has nothing.
FROM_ENVIRONMENT = {
    "host": "USER_EMAIL_HOST",
    "port": "USER_EMAIL_PORT",
    "username": "USER_EMAIL_HOST_USER",
    "password": "USER_EMAIL_HOST_PASSWORD",  # noqa: S105 the name of a setting
    "use_tls": "USER_EMAIL_USE_TLS",
    "use_ssl": "USER_EMAIL_USE_SSL",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class SmtpSettings:
    """How to reach a mail server and whom letters come from; its secrets are left out of `repr`.

    `sender_name` and `sender_address` may be "".
    """

    host: str
    port: int
    username: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    use_tls: bool = False
    use_ssl: bool = False
    sender_name: str = ""
    sender_address: str = ""


def smtp_for_channel(channel: str, *, using: str = WRITER) -> SmtpSettings | None:
    """Return the mail server of a channel's user-e-mail plugin; None if it is off or not set up.

    One query. Never log what it returns.
    """
    stored = (
        PluginConfiguration.objects.using(using)
        .filter(identifier=USER_EMAIL_PLUGIN, channel__slug=channel, active=True)
        .values_list("configuration", flat=True)
        .first()
    )
    if stored is None:
        return None
    return _settings({item["name"]: item.get("value") for item in stored})


def _settings(values: Mapping[str, Any]) -> SmtpSettings | None:
    given = {
        name: values.get(name) or getattr(settings, setting, None)
        for name, setting in FROM_ENVIRONMENT.items()
    }
    port = str(given["port"] or "")
    if not given["host"] or not port.isdigit():
        return None
    return SmtpSettings(
        host=given["host"],
        port=int(port),
        username=given["username"] or "",
        password=given["password"] or "",
        use_tls=bool(given["use_tls"]),
        use_ssl=bool(given["use_ssl"]),
        sender_name=values.get("sender_name") or "",
        sender_address=values.get("sender_address") or "",
    )
