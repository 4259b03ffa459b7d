"""Whether somebody has put the person on a list."""

from pydantic import StrictInt

from ..field import Field, Moment, Reads, Relation, Scope, fields
from ..policies.values import ValueKind


@fields.register
class OnList(Field):
    """Whether the person is on a list now; rules name lists as they name other segments."""

    code = "profile.list"
    label = "On the list"
    group = "Segments"
    kind = ValueKind.YES_NO
    default = False
    chosen_from = "segment"

    class Of(Scope):
        """Which list."""

        id: StrictInt

    def reads(self, moment: Moment) -> Reads:
        relation = Relation(
            sql=(
                "(SELECT profile_id, true AS is_on FROM crm_segment_member"
                " WHERE segment_id = %(id)s AND left_at IS NULL)"
            ),
            parameters={"id": self.of.id},
        )
        return Reads(relation=relation, value="{row}.is_on")
