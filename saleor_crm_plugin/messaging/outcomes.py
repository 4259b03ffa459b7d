"""What a channel says about one handing over, and what providers report later."""

import datetime
from dataclasses import dataclass

from .policies.states import MessageState


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider has it; `provider_id` is the name under which it will report, "" for none."""

    provider_id: str = ""


@dataclass(frozen=True, slots=True)
class Retry:
    """It certainly has not left, and may be tried again: after `after`, else when we think best.

    `is_account` says that the way out itself failed, not this one message.
    """

    detail: str
    after: datetime.timedelta | None = None
    is_account: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """It will never be taken; `is_address` says that the address itself does not exist."""

    detail: str
    is_address: bool = False


@dataclass(frozen=True, slots=True)
class Unsure:
    """It was handed over, and nobody knows whether it was taken: the answer never came."""

    detail: str


Outcome = Accepted | Retry | Rejected | Unsure


@dataclass(frozen=True, kw_only=True, slots=True)
class DeliveryUpdate:
    """One report of a provider about one message.

    `key` names the report for good, so that it counts once. `is_permanent` tells a hard bounce
    from a soft one. Of an opening or a click, `user_agent` is the client's name, None where the
    provider does not tell it, and `url` is what was clicked.
    """

    key: str
    provider_id: str
    state: MessageState
    occurred_at: datetime.datetime
    is_permanent: bool = False
    user_agent: str | None = None
    url: str = ""
