/** Who did something, by name: a member of staff, an app, or nobody where it happened by itself. */
import { useIntl } from "react-intl";

import { useCrmQuery } from "../../api";
import { CampaignStaffDocument } from "../../api/generated/campaigns";

export function useAuthors(): (author: string) => string {
  const intl = useIntl();
  const { data } = useCrmQuery(CampaignStaffDocument, {});
  return (author) => {
    const [kind, number = ""] = author.split(":");
    if (kind === "user" && number) {
      const name = data?.crmStaff.find((one) => String(one.number) === number)?.name;
      return name || intl.formatMessage({ id: "campaigns.author.user" }, { number });
    }
    if (kind === "app" && number) return intl.formatMessage({ id: "campaigns.author.app" }, { number });
    return author || intl.formatMessage({ id: "campaigns.author.itself" });
  };
}
