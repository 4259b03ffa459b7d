"""What people may speak about: channels and lists that there are, so that no text can be left."""

from collections.abc import Sequence

from ...consent.addresses import ADDRESSES
from ...consent.errors import InvalidCode
from ...consent.policies import ANY_CHANNEL, WHOLE_PURPOSE, Subject
from ...consent.queries import preferences_of
from ...messaging.channel import channels
from ...templates.queries import templates


def require_known(subjects: Sequence[Subject], *, profile_id: int) -> None:
    """Refuse a channel that no message goes by, and a list that no message belongs to.

    What was said about a list before can be taken back when no template names it any more.
    Raises InvalidCode.
    """
    known_channels = {ANY_CHANNEL, *(channel for channel, _ in ADDRESSES)}
    known_channels |= {channel.medium for channel in channels}
    for subject in subjects:
        if subject.channel not in known_channels:
            raise InvalidCode("channel", subject.channel)
    if any(subject.list_code for subject in subjects):
        _require_known_lists(subjects, profile_id)


def _require_known_lists(subjects: Sequence[Subject], profile_id: int) -> None:
    known_lists = {WHOLE_PURPOSE}
    known_lists |= {template.list_code for template in templates(with_archived=True)}
    known_lists |= {said.list_code for said in preferences_of(profile_id)}
    for subject in subjects:
        if subject.list_code not in known_lists:
            raise InvalidCode("listCode", subject.list_code)
