"""Keep the segments that a campaign names from being archived while it is put to work."""

from django.db import connections

from ...saleor_adapter.arrays import int_array
from ...saleor_adapter.db import WRITER
from ..definition import CampaignDefinition

# Whoever archives one locks its row alone, and asks afterwards who names it.
KEEP = "SELECT id FROM crm_segment WHERE id = ANY(%s::bigint[]) ORDER BY id FOR SHARE"


def keep_segments(definition: CampaignDefinition) -> None:
    """Let nobody change these segments before the transaction ends. Locks them by id."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(KEEP, (int_array(definition.segment_ids),))
