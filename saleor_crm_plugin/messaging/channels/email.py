"""E-mail by SMTP: the account's own server, else the shop's for the channel, else Django's."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated, Any

from django.conf import settings as django_settings
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address
from pydantic import Field, SecretStr, model_validator

from ...core.sentences import Sentence
from ...identity.models import IdentifierType
from ...saleor_adapter.mail import SmtpSettings, smtp_for_channel
from ..channel import (
    Channel,
    ChannelSettings,
    OutgoingMessage,
    Route,
    Sender,
    SendOne,
    channels,
)
from ..letters import letter, message_id, wire_content
from ..outcomes import Accepted, Outcome, Rejected
from ..smtp import SmtpSession

Seconds = Annotated[int, Field(ge=1, le=30)]
Port = Annotated[int, Field(ge=1, le=65535)]


@channels.register
class Email(Channel):
    """Letters by SMTP, one connection per batch."""

    code = "email"
    medium = "email"
    label = "E-mail"
    address_type = IdentifierType.EMAIL

    class Settings(ChannelSettings):
        """Without a host the shop's own mail server is used."""

        host: str = ""
        port: Port = 587
        username: str = ""
        password: SecretStr = SecretStr("")
        use_tls: bool = True
        use_ssl: bool = False
        timeout: Seconds = 20

        @model_validator(mode="after")
        def _one_kind_of_encryption(self) -> "Email.Settings":
            if self.use_tls and self.use_ssl:
                raise ValueError(Sentence("Choose either use_tls or use_ssl."))
            return self

    @contextmanager
    def open(self, route: Route) -> Iterator[SendOne]:
        """Give a function that sends one letter; the connection is made with the first."""
        server = _server(route)
        sender = _sender(route.sender, server)
        backend: Any = _backend(server, route.settings.timeout)
        if not isinstance(backend, EmailBackend):
            with _other_backend(backend, sender) as send:
                yield send
            return
        session = SmtpSession(backend)
        try:
            yield lambda message: _by_smtp(session, message, sender)
        finally:
            session.close()


def _server(route: Route) -> SmtpSettings | None:
    own = route.settings
    if not own.host:
        return smtp_for_channel(route.channel_slug)
    return SmtpSettings(
        host=own.host,
        port=own.port,
        username=own.username,
        password=own.password.get_secret_value(),
        use_tls=own.use_tls,
        use_ssl=own.use_ssl,
    )


def _sender(wanted: Sender, server: SmtpSettings | None) -> Sender:
    """Fill in what the mail server's settings or Django's know, where staff chose nothing."""
    address = wanted.address or (server.sender_address if server else "")
    return replace(
        wanted,
        name=wanted.name or (server.sender_name if server else ""),
        address=address or django_settings.DEFAULT_FROM_EMAIL,
    )


def _backend(server: SmtpSettings | None, timeout: int) -> Any:
    if server is None:
        backend = get_connection()
        if isinstance(backend, EmailBackend):
            backend.timeout = timeout
        return backend
    return EmailBackend(
        host=server.host,
        port=server.port,
        username=server.username,
        password=server.password,
        use_tls=server.use_tls,
        use_ssl=server.use_ssl,
        timeout=timeout,
    )


def _by_smtp(session: SmtpSession, message: OutgoingMessage, sender: Sender) -> Outcome:
    content = wire_content(message, sender)
    if isinstance(content, Rejected):
        return content
    # As Django writes them in the letter: names of domains in ASCII.
    envelope = [
        sanitize_address(one, "utf-8") for one in (sender.address, message.address)
    ]
    outcome = session.send(envelope[0], envelope[1], content)
    if isinstance(outcome, Accepted):
        return Accepted(message_id(message, sender))
    return outcome


@contextmanager
def _other_backend(backend: Any, sender: Sender) -> Iterator[SendOne]:
    """Use any other back end of Django's, such as the one that writes files."""

    def send(message: OutgoingMessage) -> Outcome:
        made = letter(message, sender)
        if isinstance(made, Rejected):
            return made
        backend.send_messages([made])
        return Accepted(message_id(message, sender))

    backend.open()
    try:
        yield send
    finally:
        backend.close()
