"""What insight knows of people: the reads of the areas above.

The tables may be joined by profile id: sums in `crm_customer_rollup`, `_money`, `_day`, `_product`;
RFM and predictions in `crm_customer_score`; lifecycle and relationship type in
`crm_customer_insight`. Who has no row there is a prospect of unknown relation.
"""

from collections.abc import Collection

from ..saleor_adapter.db import WRITER
from .inference_models import CustomerInsight, RelationshipType


def relationship_of(
    profile_ids: Collection[int], *, using: str = WRITER
) -> dict[int, RelationshipType]:
    """Return the relationship type of each of these people, unknown for those not assessed.

    One query. For the default tone and the frequency caps of messages.
    """
    rows = CustomerInsight.objects.using(using).filter(profile_id__in=list(profile_ids))
    found = dict(rows.values_list("profile_id", "relationship_type"))
    return {
        profile_id: RelationshipType(found.get(profile_id, RelationshipType.UNKNOWN))
        for profile_id in profile_ids
    }
