/** What an installer asks when something is not as it should be. */
import { FormattedMessage, useIntl } from "react-intl";
import { Link } from "react-router";
import type { SetupStandingQuery } from "../../api/generated/setup";
import { Count, DateTime, Relative } from "../../i18n";
import { Chip, Facts, Section } from "../../ui";

interface HealthProps {
  setup: SetupStandingQuery["crmSetup"];
  backlog: SetupStandingQuery["crmBacklog"];
}

export function Health({ setup, backlog }: HealthProps) {
  const intl = useIntl();
  return (
    <Section title={intl.formatMessage({ id: "setup.health" })}>
      <Facts
        facts={[
          { label: <FormattedMessage id="setup.version" />, value: setup.version },
          { label: <FormattedMessage id="setup.plugin" />, value: <YesNo value={setup.isActive} /> },
          { label: <FormattedMessage id="setup.pagesBuilt" />, value: <YesNo value={setup.arePagesBuilt} /> },
          {
            label: <FormattedMessage id="setup.sweptUntil" />,
            value: setup.sweptUntil ? <Relative value={setup.sweptUntil} /> : <FormattedMessage id="setup.never" />,
          },
          { label: <FormattedMessage id="setup.marks" />, value: <Count value={backlog.marks} /> },
          {
            label: <FormattedMessage id="setup.oldestMark" />,
            value: backlog.oldestMarkAt ? (
              <DateTime value={backlog.oldestMarkAt} />
            ) : (
              <FormattedMessage id="setup.nothingWaits" />
            ),
          },
          { label: <FormattedMessage id="setup.marksGivenUp" />, value: <Count value={backlog.marksGivenUp} /> },
          { label: <FormattedMessage id="setup.deliveries" />, value: <Count value={backlog.deliveries} /> },
          {
            label: <FormattedMessage id="setup.stuck" />,
            value: (
              <Link to="/stuck">
                <FormattedMessage id="setup.stuckCount" values={{ count: backlog.deliveriesStuck }} />
              </Link>
            ),
          },
          { label: <FormattedMessage id="setup.pagesUrl" />, value: <code>{setup.pagesUrl}</code> },
          { label: <FormattedMessage id="setup.manifestUrl" />, value: <code>{setup.manifestUrl}</code> },
          {
            label: <FormattedMessage id="setup.origins" />,
            value: (
              <>
                {setup.dashboardOrigins.length > 0 ? (
                  setup.dashboardOrigins.join(", ")
                ) : (
                  <FormattedMessage id="setup.ownOrigin" />
                )}
                <p className="crm-section__text">
                  <FormattedMessage id="setup.originsText" />
                </p>
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}

function YesNo({ value }: { value: boolean }) {
  return (
    <Chip tone={value ? "success" : "critical"}>
      <FormattedMessage id={value ? "setup.yes" : "setup.no"} />
    </Chip>
  );
}
