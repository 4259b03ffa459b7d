"""By which account a batch leaves: its settings with their secrets, and whom messages come from."""

from collections.abc import Collection
from dataclasses import dataclass

from pydantic import ValidationError

from ..saleor_adapter.db import WRITER
from .channel import Route
from .secret_box import UnreadableSecrets, open_box
from .settings_models import ChannelAccount
from .terms import Account, Terms


@dataclass(frozen=True, slots=True)
class Broken:
    """An account whose settings or secrets can no longer be read; `detail` names which."""

    detail: str


def routes(
    wanted: Collection[tuple[Account, str]], terms: Terms
) -> dict[tuple[int, str], Route | Broken]:
    """Return the route of each account and channel of the shop; one statement."""
    rows = ChannelAccount.objects.using(WRITER).in_bulk(
        {account.id for account, _ in wanted}
    )
    return {
        (account.id, slug): _route(rows[account.id], account, slug, terms)
        for account, slug in wanted
    }


def _route(
    row: ChannelAccount, account: Account, slug: str, terms: Terms
) -> Route | Broken:
    try:
        settings = account.channel.Settings.model_validate(
            row.settings | open_box(row.secrets)
        )
    except UnreadableSecrets:
        return Broken("secrets")
    except ValidationError:
        return Broken("settings")
    return Route(settings=settings, channel_slug=slug, sender=terms.sender(slug))
