"""Campaigns use the templates that they name, from their scheduling to their end."""

from ..templates.template_need import TemplateNeed, template_needs
from .queries import campaigns_saying


@template_needs.register
class CampaignContent(TemplateNeed):
    """Variants of all that is at work or paused."""

    code = "campaigns"
    label = "Campaigns"

    def names(self, template_code: str) -> list[str]:
        return [row.name for row in campaigns_saying(template_code)]
