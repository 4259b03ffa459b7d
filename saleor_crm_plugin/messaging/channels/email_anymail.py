"""E-mail through a provider's API, by django-anymail: the optional extra `esp`."""

import hashlib
import importlib.util
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Annotated, Any, Literal

from django.core.handlers.wsgi import WSGIRequest
from django.utils.module_loading import import_string
from pydantic import Field, SecretStr, StringConstraints, model_validator

from ...core.sentences import Sentence
from ...identity.models import IdentifierType
from ..anymail_providers import PROVIDERS
from ..channel import (
    Channel,
    ChannelSettings,
    OutgoingMessage,
    Route,
    Sender,
    SendOne,
    UntrustedReport,
    WebhookRequest,
    channels,
)
from ..letters import letter
from ..outcomes import (
    Accepted,
    DeliveryUpdate,
    Outcome,
    Rejected,
    Retry,
    Unsure,
)
from ..policies.states import MessageState

Option = Annotated[str, StringConstraints(max_length=500)]
Seconds = Annotated[int, Field(ge=1, le=30)]
# What a provider says in its own words, where it means something to us.
_STATES = {
    "delivered": MessageState.DELIVERED,
    "opened": MessageState.OPENED,
    "clicked": MessageState.CLICKED,
    "bounced": MessageState.BOUNCED,
    "rejected": MessageState.BOUNCED,
    "complained": MessageState.COMPLAINED,
}
# A mailbox that is full or a server that is down may take the next letter.
_HARD = frozenset({"bounced", "invalid"})
_TAKEN, _REFUSED = {"sent", "queued"}, {"rejected", "invalid", "failed"}
CLIENT_FAULT, SERVER_FAULT = 400, 500
TOO_MANY, FORBIDDEN = 429, frozenset({401, 403})


@channels.register
class EmailAnymail(Channel):
    """Letters by a provider's API; its reports of bounces, complaints, openings and clicks."""

    code = "email_anymail"
    medium = "email"
    label = "E-mail by a provider"
    address_type = IdentifierType.EMAIL

    class Settings(ChannelSettings):
        """`options` are the provider's own, such as `sender_domain` of Mailgun.

        `webhook_login` is "user:password", by which the provider signs in when it reports.
        """

        provider: Literal[
            "brevo", "mailersend", "mailgun", "postmark", "sendgrid", "sparkpost"
        ]
        api_key: SecretStr
        signing_key: SecretStr = SecretStr("")
        webhook_login: SecretStr = SecretStr("")
        options: dict[str, Option] = {}
        timeout: Seconds = 20

        @model_validator(mode="after")
        def _is_installed(self) -> "EmailAnymail.Settings":
            if importlib.util.find_spec("anymail") is None:
                raise ValueError(
                    Sentence("Install the extra `esp` of the plugin first.")
                )
            return self

    @contextmanager
    def open(self, route: Route) -> Iterator[SendOne]:
        """Give a function that sends one letter; all of them share one HTTP session."""
        chosen = PROVIDERS[route.settings.provider]
        backend = import_string(chosen.backend)(
            **route.settings.options,
            **{chosen.key: route.settings.api_key.get_secret_value()},
            timeout=route.settings.timeout,
        )
        backend.open()
        try:
            yield lambda message: _send(backend, message, route.sender)
        finally:
            backend.close()

    def read_webhook(
        self, request: WebhookRequest, settings: Any
    ) -> Sequence[DeliveryUpdate]:
        """Return what the provider reports, after its signature or login was checked."""
        view = _webhook_view(settings)
        # Its errors have a base in the extra, which need not be there.
        from anymail.exceptions import (  # noqa: PLC0415
            AnymailError,
            AnymailWebhookValidationFailure,
        )

        try:
            received = _received(request)
            view.run_validators(received)
            events = view.parse_events(received)
        except AnymailWebhookValidationFailure as error:
            raise UntrustedReport("signature") from error
        # A body that is none of the provider's has passed no signature, or lost its shape since.
        except (AnymailError, KeyError, TypeError, ValueError) as error:
            raise UntrustedReport("content") from error
        return [
            _update(event, request)
            for event in events
            if event.event_type in _STATES and event.message_id
        ]


def _send(backend: Any, message: OutgoingMessage, sender: Sender) -> Outcome:
    from anymail.exceptions import (  # noqa: PLC0415
        AnymailAPIError,
        AnymailInvalidAddress,
        AnymailRecipientsRefused,
    )

    made = letter(message, sender)
    if isinstance(made, Rejected):
        return made
    try:
        backend.send_messages([made])
    except AnymailRecipientsRefused:
        return _answered(made.anymail_status)  # type: ignore[attr-defined]
    except AnymailInvalidAddress:
        return Rejected("address", is_address=True)
    except AnymailAPIError as error:
        return _failed(error)
    return _answered(made.anymail_status)  # type: ignore[attr-defined]


def _answered(status: Any) -> Outcome:
    """Tell what the provider says of the one recipient."""
    [said] = status.status or {"unknown"}
    if said in _TAKEN:
        return Accepted(str(status.message_id or ""))
    if said in _REFUSED:
        return Rejected("recipient refused", is_address=said == "invalid")
    return Unsure(f"status {said}")


def _failed(error: Any) -> Outcome:
    """Tell what certainly was not taken from what may have been."""
    status = error.status_code
    if status is None:
        return _unanswered(error)
    if status == TOO_MANY or status in FORBIDDEN:
        return Retry(f"HTTP {status}", is_account=True)
    if CLIENT_FAULT <= status < SERVER_FAULT:
        return Rejected(f"HTTP {status}")
    # Also what was taken with words that nobody understands.
    return Unsure(f"HTTP {status}")


def _unanswered(error: Any) -> Outcome:
    names = {kind.__name__ for kind in type(error).__mro__}
    if names & {"ConnectTimeout", "SSLError", "ProxyError"}:
        return Retry("no connection", is_account=True)
    cause = repr(error.__cause__)
    # The same exception of the HTTP library stands for both.
    if "NewConnectionError" in cause or "NameResolutionError" in cause:
        return Retry("no connection", is_account=True)
    return Unsure("no answer")


def _webhook_view(settings: Any) -> Any:
    chosen = PROVIDERS[settings.provider]
    login = settings.webhook_login.get_secret_value()
    signing_key = settings.signing_key.get_secret_value()
    is_signed = bool(chosen.signing_key and signing_key)
    if not (login or is_signed):
        raise UntrustedReport("no key to check it with")
    view = import_string(chosen.webhook)
    if is_signed:
        # As `as_view` would do for an attribute that the class lacks.
        view = type(view.__name__, (view,), {chosen.signing_key: None})
        return view(
            webhook_secret=[login] if login else [],
            **{chosen.signing_key: signing_key},
        )
    return view(webhook_secret=[login])


def _received(request: WebhookRequest) -> WSGIRequest:
    headers = {
        f"HTTP_{name.upper().replace('-', '_')}": value
        for name, value in request.headers.items()
    }
    return WSGIRequest(
        headers
        | {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": request.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(request.body)),
            "wsgi.input": BytesIO(request.body),
        }
    )


def _update(event: Any, request: WebhookRequest) -> DeliveryUpdate:
    occurred_at = event.timestamp or request.now
    named = event.event_id or "|".join(
        str(part)
        for part in (
            event.message_id,
            event.event_type,
            occurred_at.isoformat(),
            event.click_url,
        )
    )
    return DeliveryUpdate(
        key=hashlib.sha256(named.encode()).hexdigest(),
        provider_id=event.message_id,
        state=_STATES[event.event_type],
        occurred_at=occurred_at,
        is_permanent=event.event_type == "complained" or event.reject_reason in _HARD,
        user_agent=event.user_agent,
        url=event.click_url or "",
    )
