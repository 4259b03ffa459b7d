/** All journeys, and the follow-ups that come with the plugin. */
import { useState } from "react";
import { useCrmQuery } from "../../api";
import { JourneysDocument, type JourneysQuery } from "../../api/generated/journeys";
import { Count } from "../../i18n";
import { Button, Chip, DataTable, EmptyState, LoadOlder, Page, QueryView, Section, Stack } from "../../ui";
import "./journeys.css";
import { NewJourneyDialog } from "./new-journey-dialog";
import { ReadyMade } from "./ready-made";
import { StatusChip } from "./status-chip";
import { useWords } from "./words";

type Row = NonNullable<JourneysQuery["crmJourneys"]>["edges"][number]["node"];

function Version({ row }: { readonly row: Row }) {
  const { say } = useWords();
  return (
    <>
      {row.currentVersion === null ? say("journeys.unpublished") : row.currentVersion.number}{" "}
      {row.draft !== null && <Chip>{say("journeys.hasDraft")}</Chip>}
    </>
  );
}

function AllJourneys({ onMake }: { readonly onMake: () => void }) {
  const { say } = useWords();
  const [after, setAfter] = useState<string | null>(null);
  const [earlier, setEarlier] = useState<readonly Row[]>([]);
  const query = useCrmQuery(JourneysDocument, { after });
  return (
    <QueryView query={query}>
      {(data) => {
        const rows = data.crmJourneys?.edges.map((edge) => edge.node) ?? [];
        const info = data.crmJourneys?.pageInfo;
        return (
          <Stack>
            <DataTable<Row>
              caption={say("journeys.all")}
              rows={[...earlier, ...rows]}
              rowKey={(row) => row.id}
              rowLink={(row) => `/journeys/${encodeURIComponent(row.id)}`}
              columns={[
                { key: "name", title: say("journeys.name"), render: (row) => row.name },
                {
                  key: "status",
                  title: say("journeys.status"),
                  render: (row) => <StatusChip status={row.status} />,
                },
                { key: "version", title: say("journeys.version"), render: (row) => <Version row={row} /> },
                {
                  key: "people",
                  title: say("journeys.inFlight"),
                  align: "end",
                  render: (row) => <Count value={row.inFlight} />,
                },
              ]}
              empty={
                <EmptyState
                  title={say("journeys.empty")}
                  text={say("journeys.emptyText")}
                  action={<Button onClick={onMake}>{say("journeys.makeFirst")}</Button>}
                />
              }
            />
            <LoadOlder
              hasMore={info?.hasNextPage ?? false}
              isLoading={query.fetching}
              onLoad={() => {
                setEarlier((before) => [...before, ...rows]);
                setAfter(info?.endCursor ?? null);
              }}
            />
          </Stack>
        );
      }}
    </QueryView>
  );
}

export default function JourneysPage() {
  const { say } = useWords();
  const [isMaking, setIsMaking] = useState(false);
  const make = () => {
    setIsMaking(true);
  };
  return (
    <Page
      title={say("journeys.title")}
      actions={
        <Button tone="primary" onClick={make}>
          {say("journeys.new")}
        </Button>
      }
    >
      <Section title={say("journeys.all")}>
        <AllJourneys onMake={make} />
      </Section>
      <ReadyMade />
      {isMaking && (
        <NewJourneyDialog
          onClose={() => {
            setIsMaking(false);
          }}
        />
      )}
    </Page>
  );
}
