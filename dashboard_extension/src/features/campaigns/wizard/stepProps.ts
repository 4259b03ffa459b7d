/** What every step of the wizard gets. */
import type { CampaignChoicesQuery, CampaignSegmentsQuery } from "../../../api/generated/campaigns";
import type { Wizard } from "./useWizard";

export type SegmentRow = NonNullable<CampaignSegmentsQuery["crmSegments"]>["edges"][number]["node"];
export type TemplateRow = CampaignChoicesQuery["crmTemplates"][number];

export interface StepProps {
  readonly wizard: Wizard;
  readonly choices: CampaignChoicesQuery["crmCampaignChoices"];
  readonly templates: readonly TemplateRow[];
  readonly segments: readonly SegmentRow[];
  /** Why a field was refused, by its path. */
  readonly errors: Readonly<Record<string, string>>;
}
