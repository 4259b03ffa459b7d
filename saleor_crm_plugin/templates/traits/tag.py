"""What the shop has noted about people."""

import datetime
from collections.abc import Collection, Mapping, Sequence

from ...identity.labels import tags_of
from ..trait import Reader, Trait, traits


@traits.register
class Tag(Trait):
    """Journeys give tags by what people do."""

    code = "tag"
    label = "Tag"
    shows_behavior = True

    def read(
        self, readers: Collection[Reader], *, now: datetime.datetime, using: str
    ) -> Mapping[Reader, Sequence[str]]:
        found = tags_of({one.profile_id for one in readers}, using=using)
        return {
            one: sorted(found[one.profile_id])
            for one in readers
            if one.profile_id in found
        }
