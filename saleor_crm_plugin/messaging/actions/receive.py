"""Let the channel of an account read what its provider has sent, and take it in."""

import uuid

from ...saleor_adapter.db import WRITER
from ..channel import UntrustedReport, WebhookRequest, channels
from ..errors import AccountNotFound
from ..secret_box import UnreadableSecrets, open_box
from ..settings_models import ChannelAccount
from .reports import apply_reports


def receive_reports(webhook_key: uuid.UUID, request: WebhookRequest) -> int:
    """Take in a provider's request, and return how many messages it moved; idempotent.

    Raises AccountNotFound, and UntrustedReport for a wrong signature; nothing is changed then.
    """
    row = ChannelAccount.objects.using(WRITER).filter(webhook_key=webhook_key).first()
    if row is None or row.channel not in channels:
        raise AccountNotFound(0)
    channel = channels[row.channel]()
    try:
        settings = channel.Settings.model_validate(row.settings | open_box(row.secrets))
    except (UnreadableSecrets, ValueError) as error:
        raise UntrustedReport("no key to check it with") from error
    return apply_reports(
        row.pk, channel.read_webhook(request, settings), now=request.now
    )
