import { useMemo } from "react";
import { useIntl, type IntlShape } from "react-intl";
import { useCrmQuery } from "../../api";
import { JourneyChoicesDocument, type JourneyChoicesQuery } from "../../api/generated/journeys";
import { NO_CHOICES, type Choices } from "./kinds";

/** What the shop has to choose from; nothing as long as it is not read. */
export function useChoices(): Choices {
  const intl = useIntl();
  const { data } = useCrmQuery(JourneyChoicesDocument, {});
  return useMemo(() => (data === undefined ? NO_CHOICES : readChoices(data, intl)), [data, intl]);
}

function readChoices(data: JourneyChoicesQuery, intl: IntlShape): Choices {
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
    vouchers: data.crmCampaignChoices.vouchers.map(({ number, name, endsAt }) => ({
      value: String(number),
      label: endsAt
        ? intl.formatMessage({ id: "journeys.voucherUntil" }, { name: name || String(number), end: new Date(endsAt) })
        : name || String(number),
    })),
    staff: data.crmStaff.map(({ number, name }) => ({
      value: String(number),
      label: name || intl.formatMessage({ id: "journeys.staffMember" }, { number }),
    })),
  };
}
