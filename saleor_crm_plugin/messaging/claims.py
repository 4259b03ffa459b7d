"""What a worker has claimed: messages that passed the gate and are still to be sent."""

from dataclasses import dataclass

from .recipients import Address, Recipient
from .terms import Account
from .waiting import Waiting


@dataclass(frozen=True, slots=True, eq=False)
class Claimed:
    """A message that passed: leased to this worker, and still to be rendered and sent."""

    message: Waiting
    account: Account
    recipient: Recipient
    address: Address
    has_other_channel: bool
