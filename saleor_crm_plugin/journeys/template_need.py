"""Journeys use the templates of their steps, as long as somebody can come to them."""

from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows
from ..templates.template_need import TemplateNeed, template_needs
from .models import PRESENT_STATES
from .versions import TAKING_IN

SAYING = """
SELECT journey.name
FROM crm_journey journey
WHERE EXISTS (
    SELECT FROM crm_journey_version version
    WHERE version.journey_id = journey.id
      AND jsonb_path_exists(
          version.definition, '$.steps.*.template ? (@ == $code)',
          jsonb_build_object('code', %(code)s::text)
      )
      AND (
          version.id = journey.current_id AND journey.status = ANY(%(taking_in)s)
          OR EXISTS (
              SELECT FROM crm_enrollment passage
              WHERE passage.version_id = version.id AND passage.state = ANY(%(present)s)
          )
      )
)
ORDER BY journey.name, journey.id
"""


@template_needs.register
class JourneyMessages(TemplateNeed):
    """Steps of versions that take people in, or that people are still in."""

    code = "journeys"
    label = "Journeys"

    def names(self, template_code: str) -> list[str]:
        asked = {
            "code": template_code,
            "taking_in": list(map(str, TAKING_IN)),
            "present": list(map(str, PRESENT_STATES)),
        }
        return [row["name"] for row in read_rows(SAYING, asked, WRITER)]
