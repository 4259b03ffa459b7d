/** All loyalty programs, and what is missing in them. */
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmQuery } from "../../api";
import { LoyaltyProgramsDocument, type LoyaltyProgramsQuery } from "../../api/generated/loyalty";
import { Count } from "../../i18n";
import { Chip, DataTable, EmptyState, LinkButton, Page, QueryView, type Column } from "../../ui";

type Program = LoyaltyProgramsQuery["crmPrograms"][number];

export default function ProgramsPage() {
  const intl = useIntl();
  const programs = useCrmQuery(LoyaltyProgramsDocument, {});
  const add = (
    <LinkButton to="/loyalty/new" tone="primary">
      <FormattedMessage id="loyalty.newProgram" />
    </LinkButton>
  );
  return (
    <Page title={intl.formatMessage({ id: "loyalty.programs" })} actions={add}>
      <QueryView
        query={programs}
        isEmpty={({ crmPrograms }) => crmPrograms.length === 0}
        empty={
          <EmptyState
            title={intl.formatMessage({ id: "loyalty.noPrograms" })}
            text={<FormattedMessage id="loyalty.noProgramsText" />}
          />
        }
      >
        {({ crmPrograms }) => (
          <DataTable
            caption={intl.formatMessage({ id: "loyalty.programs" })}
            columns={COLUMNS}
            rows={crmPrograms}
            rowKey={({ id }) => id}
            rowLink={({ id }) => `/loyalty/programs/${id}`}
          />
        )}
      </QueryView>
    </Page>
  );
}

const COLUMNS: Column<Program>[] = [
  { key: "name", title: <FormattedMessage id="loyalty.field.name" />, render: ({ name }) => name },
  {
    key: "channels",
    title: <FormattedMessage id="loyalty.field.channels" />,
    render: ({ channels }) => channels.join(", "),
  },
  {
    key: "rules",
    title: <FormattedMessage id="loyalty.tab.rules" />,
    align: "end",
    render: ({ rules }) => <Count value={rules.length} />,
  },
  {
    key: "tiers",
    title: <FormattedMessage id="loyalty.tab.tiers" />,
    align: "end",
    render: ({ ladder }) => <Count value={ladder?.tiers.length ?? 0} />,
  },
  { key: "state", title: <FormattedMessage id="loyalty.state" />, render: (program) => <State program={program} /> },
];

function State({ program }: { program: Program }) {
  const missing = program.problems?.length ?? 0;
  if (!program.isActive)
    return (
      <Chip>
        <FormattedMessage id="loyalty.isPaused" />
      </Chip>
    );
  if (missing > 0)
    return (
      <Chip tone="warning">
        <FormattedMessage id="loyalty.isIncomplete" values={{ count: missing }} />
      </Chip>
    );
  return (
    <Chip tone="success">
      <FormattedMessage id="loyalty.isEarning" />
    </Chip>
  );
}
