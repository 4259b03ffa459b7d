/** When the campaign would begin and in which hours it would leave, as it was saved last. */
import { FormattedMessage, useIntl } from "react-intl";

import { useCrmQuery } from "../../../api";
import { CampaignOutlookDocument, type CampaignOutlookQuery } from "../../../api/generated/campaigns";
import { DateTime } from "../../../i18n";
import { LinkButton, QueryView, Section, Stack } from "../../../ui";
import { monthOf } from "../calendar/month";
import { LeavingFigure } from "../LeavingFigure";
import type { Wizard } from "./useWizard";

type Outlook = NonNullable<CampaignOutlookQuery["crmCampaignOutlook"]>;

export function OutlookSection({ wizard }: { readonly wizard: Wizard }) {
  const intl = useIntl();
  const { saved, status } = wizard.state;
  return (
    <Section
      title={intl.formatMessage({ id: "campaigns.outlook" })}
      text={intl.formatMessage({ id: "campaigns.outlook_text" })}
    >
      <div aria-live="polite" className="crm-stack">
        {saved === null ? (
          <FormattedMessage id="campaigns.outlook_save_first" />
        ) : (
          <>
            {status !== "saved" && <FormattedMessage id="campaigns.outlook_old" />}
            <Asked key={saved.version} id={saved.id} isOfNewcomers={wizard.draft.kind === "ON_ENTRY"} />
          </>
        )}
      </div>
    </Section>
  );
}

interface AskedProps {
  readonly id: string;
  readonly isOfNewcomers: boolean;
}

function Asked({ id, isOfNewcomers }: AskedProps) {
  // Each version is asked anew: of the one before, "it would not begin" may be wrong by now.
  const query = useCrmQuery(CampaignOutlookDocument, { id }, { paintRemembered: false });
  return (
    <QueryView query={query}>
      {({ crmCampaignOutlook: outlook }) => {
        const first = outlook?.startsAt[0];
        if (!outlook || first === undefined) return <FormattedMessage id="campaigns.outlook_none" />;
        return (
          <Stack>
            <Starts startsAt={outlook.startsAt} />
            <Missed outlook={outlook} />
            <Hours hours={outlook.hours} isOfNewcomers={isOfNewcomers} />
            <div className="crm-row">
              <LinkButton to={`/campaigns/calendar?month=${monthOf(new Date(first))}&including=${encodeURIComponent(id)}`}>
                <FormattedMessage id="campaigns.outlook_calendar" />
              </LinkButton>
            </div>
          </Stack>
        );
      }}
    </QueryView>
  );
}

function Starts({ startsAt }: Pick<Outlook, "startsAt">) {
  const [first, ...later] = startsAt;
  return (
    <>
      <p>
        <FormattedMessage id="campaigns.outlook_begins" values={{ at: <DateTime value={first} /> }} />
      </p>
      {later.length > 0 && (
        <div>
          <FormattedMessage id="campaigns.outlook_later" />
          <ul className="crm-row">
            {later.map((at) => (
              <li key={at}>
                <DateTime value={at} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** Those who would get nothing, with what helps. */
function Missed({ outlook }: { readonly outlook: Outlook }) {
  return (["tooSlow", "tooLate"] as const)
    .filter((one) => outlook[one] > 0)
    .map((one) => (
      <p key={one} className="crm-banner crm-banner--warning">
        <FormattedMessage id={`campaigns.outlook_${one}`} values={{ people: outlook[one] }} />
      </p>
    ));
}

function Hours({ hours, isOfNewcomers }: Pick<Outlook, "hours"> & Pick<AskedProps, "isOfNewcomers">) {
  if (hours == null) return <FormattedMessage id={`campaigns.outlook_${isOfNewcomers ? "newcomers" : "uncounted"}`} />;
  if (hours.length === 0) return <FormattedMessage id="campaigns.outlook_nobody" />;
  return <LeavingFigure hours={hours} />;
}
