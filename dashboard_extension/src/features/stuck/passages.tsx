/** People whose way through a journey is stuck, whatever the journey; it is tried again on the journey's own page. */
import { FormattedMessage, useIntl } from "react-intl";
import { useBridge } from "../../app-bridge";
import { useCrmQuery } from "../../api";
import { StuckPassagesDocument } from "../../api/generated/stuck";
import { DateTime } from "../../i18n";
import { DataTable, PagerButtons, QueryView, Section, usePager } from "../../ui";

const PERMISSION = "MANAGE_DISCOUNTS";

/** Nothing for staff who may not see journeys: the list above is theirs all the same. */
export function StuckPassages() {
  const { permissions } = useBridge();
  return permissions?.includes(PERMISSION) === true ? <Passages /> : null;
}

function Passages() {
  const intl = useIntl();
  const pager = usePager();
  const query = useCrmQuery(StuckPassagesDocument, { after: pager.after });
  const title = intl.formatMessage({ id: "stuck.passages" });
  return (
    <Section title={title} text={<FormattedMessage id="stuck.passagesText" />}>
      <QueryView query={query}>
        {({ crmStuckEnrollments }) => (
          <>
            <DataTable
              caption={title}
              rows={crmStuckEnrollments?.edges.map(({ node }) => node) ?? []}
              rowKey={({ id }) => id}
              rowLink={({ journey }) => `/journeys/${encodeURIComponent(journey.id)}`}
              empty={
                <p>
                  <FormattedMessage id="stuck.noPassages" />
                </p>
              }
              columns={[
                { key: "journey", title: <FormattedMessage id="stuck.journey" />, render: ({ journey }) => journey.name },
                { key: "step", title: <FormattedMessage id="stuck.step" />, render: ({ step }) => <code>{step}</code> },
                {
                  key: "when",
                  title: <FormattedMessage id="stuck.when" />,
                  render: ({ occurredAt }) => <DateTime value={occurredAt} />,
                },
                { key: "error", title: <FormattedMessage id="stuck.error" />, render: ({ lastError }) => lastError },
              ]}
            />
            {crmStuckEnrollments && <PagerButtons pager={pager} pageInfo={crmStuckEnrollments.pageInfo} />}
          </>
        )}
      </QueryView>
    </Section>
  );
}
