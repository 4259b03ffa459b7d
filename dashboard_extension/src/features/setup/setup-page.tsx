/** The five steps, what runs here, and how this page is connected; asks again while something lacks. */
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmQuery } from "../../api";
import { SetupStandingDocument } from "../../api/generated/setup";
import { Button, Columns, LinkButton, Page, QueryView, Section, usePolling } from "../../ui";
import { Connection } from "./connection";
import { Health } from "./health";
import { Steps } from "./steps";

const ASK_AGAIN_MILLISECONDS = 15_000;

export default function SetupPage() {
  const intl = useIntl();
  const standing = useCrmQuery(SetupStandingDocument, {});
  const isDone = standing.data?.crmSetup.steps.every((step) => step.isDone) ?? false;
  const { retry } = standing;

  usePolling(retry, ASK_AGAIN_MILLISECONDS, standing.data !== undefined && !isDone);

  return (
    <Page
      title={intl.formatMessage({ id: "setup.title" })}
      actions={
        <>
          <LinkButton to="/settings">
            <FormattedMessage id="setup.settings" />
          </LinkButton>
          <LinkButton to="/audit">
            <FormattedMessage id="setup.audit" />
          </LinkButton>
          <Button onClick={retry}>
            <FormattedMessage id="setup.checkAgain" />
          </Button>
        </>
      }
    >
      <QueryView query={standing}>
        {({ crmSetup, crmBacklog }) => (
          <Columns
            main={
              <Section
                title={intl.formatMessage({ id: "setup.steps" })}
                text={<FormattedMessage id={isDone ? "setup.allDone" : "setup.text"} />}
              >
                <Steps steps={crmSetup.steps} />
              </Section>
            }
            side={
              <>
                <Health setup={crmSetup} backlog={crmBacklog} />
                <Connection />
              </>
            }
          />
        )}
      </QueryView>
    </Page>
  );
}
