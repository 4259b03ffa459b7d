import type { JourneyChoicesQuery } from "../../api/generated/journeys";
import { NO_CHOICES, type Choices } from "./kinds";

/** What the shop has to choose from; nothing as long as it is not read. */
export function readChoices(data: JourneyChoicesQuery | undefined): Choices {
  if (data === undefined) {
    return NO_CHOICES;
  }
  return {
    templates: data.crmTemplates
      .filter((one) => one.published !== null)
      .map((one) => ({ value: one.code, label: one.name })),
    segments: (data.crmSegments?.edges ?? []).map(({ node }) => ({
      value: String(node.number),
      label: node.name,
    })),
    programs: data.crmPrograms.map((one) => ({ value: one.code, label: one.name })),
    shopChannels: (data.channels ?? []).map((one) => ({ value: one.slug, label: one.name })),
  };
}
