"""Tell that what is known of people is something else now, in the transaction that changes it."""

import datetime
import uuid
from collections.abc import Iterable

from ..core.facts import Fact, Origin
from ..outbox.actions.publish import publish


def tell(
    kind: type[Fact],
    profile_ids: Iterable[int],
    *,
    origin: Origin | None,
    now: datetime.datetime,
) -> None:
    """Publish one fact of this kind about each of these people, those whose rows really changed.

    None for an origin publishes nothing: whoever brings in many people tells of them in one fact
    for everything.
    """
    if origin is None:
        return
    publish(
        [
            kind(
                key=f"{kind.code}:{profile_id}:{uuid.uuid4().hex}",
                occurred_at=now,
                origin=origin,
                profile_id=profile_id,
            )
            for profile_id in sorted(set(profile_ids))
        ]
    )
