"""What providers report about messages: checked by their signature, taken in once."""

import logging
import uuid

from django.http import HttpResponse

from ..core import clock
from ..messaging.actions.receive import receive_reports
from ..messaging.channel import UntrustedReport, WebhookRequest
from ..messaging.errors import AccountNotFound
from .asked import Asked
from .rendering import plain

logger = logging.getLogger(__name__)


def provider_webhook(asked: Asked) -> HttpResponse:
    """Take in the reports of one account's provider.

    404 for an account that is not there, 403 for a wrong signature; 200 also for what was
    reported before, so that the provider stops.
    """
    request = WebhookRequest(headers=asked.headers, body=asked.body, now=clock.now())
    try:
        receive_reports(uuid.UUID(asked.parameters["account"]), request)
    except (ValueError, AccountNotFound):
        return plain(404)
    except UntrustedReport as refusal:
        logger.warning("A provider's report was refused: %s", refusal)
        return plain(403)
    return plain(200)
