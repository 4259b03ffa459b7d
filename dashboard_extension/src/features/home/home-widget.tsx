/** What staff see of the CRM on the Dashboard's start page: what they have to do first, then the numbers. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmQuery } from "../../api";
import { HomeFiguresDocument, HomeFollowUpsDocument } from "../../api/generated/home";
import { LinkButton } from "../../ui/button";
import { Section, Stack } from "../../ui/page";
import { EmptyState, QueryView } from "../../ui/states";
import { CODES, Tiles } from "./tiles";
import { FollowUp } from "./follow-up";

const MOST_FOLLOW_UPS = 5;
const DAYS = 30;
const DAY_MILLISECONDS = 86_400_000;

export default function HomeWidget() {
  const intl = useIntl();
  const word = (id: string) => intl.formatMessage({ id: `home.${id}` });
  return (
    <Stack>
      <Section title={word("keep_in_touch")}>
        <FollowUps />
      </Section>
      <Section title={intl.formatMessage({ id: "home.figures" }, { days: DAYS })}>
        <Figures />
      </Section>
    </Stack>
  );
}

function FollowUps() {
  const intl = useIntl();
  const query = useCrmQuery(HomeFollowUpsDocument, { first: MOST_FOLLOW_UPS });
  return (
    <QueryView
      query={query}
      isEmpty={({ crmMyFollowUps }) => (crmMyFollowUps?.edges.length ?? 0) === 0}
      empty={
        <EmptyState
          title={intl.formatMessage({ id: "home.nothing_to_do" })}
          text={<FormattedMessage id="home.nothing_to_do_text" />}
        />
      }
    >
      {({ crmMyFollowUps }) => (
        <Stack>
          <ul className="crm-stack">
            {crmMyFollowUps?.edges.map(({ node }) => (
              <FollowUp key={node.id} followUp={node} />
            ))}
          </ul>
          {crmMyFollowUps?.pageInfo.hasNextPage && (
            <div>
              <LinkButton to="/follow-ups" tone="tertiary">
                <FormattedMessage id="home.all_follow_ups" />
              </LinkButton>
            </div>
          )}
        </Stack>
      )}
    </QueryView>
  );
}

function Figures() {
  // The moment at which the page was opened: a period does not move while one reads.
  const [since] = useState(() => new Date(Date.now() - DAYS * DAY_MILLISECONDS).toISOString());
  const query = useCrmQuery(HomeFiguresDocument, { codes: CODES, since });
  return (
    <QueryView query={query}>
      {({ crmShopMetrics }) => (
        <Stack>
          <Tiles metrics={crmShopMetrics} />
          <div>
            <LinkButton to={`/analytics?period=${String(DAYS)}`} tone="tertiary">
              <FormattedMessage id="home.all_figures" />
            </LinkButton>
          </div>
        </Stack>
      )}
    </QueryView>
  );
}
