/** All segments and lists, by name. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useNavigate } from "react-router";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import {
  SegmentCreateDocument,
  SegmentsDocument,
  type SegmentCreateMutation,
  type SegmentRowFragment,
} from "../../api/generated/segments";
import { Count, Relative } from "../../i18n";
import {
  Button,
  CheckboxField,
  DataTable,
  EmptyState,
  LinkButton,
  Page,
  PagerButtons,
  QueryView,
  Section,
  Stack,
  TextField,
  useDebounced,
  usePager,
} from "../../ui";
import { NameDialog } from "./name-dialog";
import { NEW_SEGMENT, READY_MADE, segmentPath } from "./paths";
import { SegmentChips } from "./segment-chips";

const SEARCH_MS = 300;

export default function SegmentListPage() {
  const intl = useIntl();
  const [search, setSearch] = useState("");
  const [withArchived, setWithArchived] = useState(false);
  const pager = usePager();
  const settled = useDebounced(search, SEARCH_MS);
  const query = useCrmQuery(SegmentsDocument, { search: settled, withArchived, after: pager.after });
  return (
    <Page title={intl.formatMessage({ id: "segments.title" })} actions={<Actions />}>
      <Section title={intl.formatMessage({ id: "segments.all" })} hideTitle>
        <Stack isRow>
          <TextField
            type="search"
            label={intl.formatMessage({ id: "segments.search" })}
            value={search}
            onChange={(text) => {
              setSearch(text);
              pager.reset();
            }}
          />
          <CheckboxField
            label={intl.formatMessage({ id: "segments.withArchived" })}
            value={withArchived}
            onChange={(value) => {
              setWithArchived(value);
              pager.reset();
            }}
          />
        </Stack>
        <QueryView query={query}>
          {({ crmSegments }) => (
            <>
              <Rows rows={crmSegments?.edges.map(({ node }) => node) ?? []} isSearch={settled !== ""} />
              {crmSegments && <PagerButtons pager={pager} pageInfo={crmSegments.pageInfo} />}
            </>
          )}
        </QueryView>
      </Section>
    </Page>
  );
}

function Rows({ rows, isSearch }: { rows: readonly SegmentRowFragment[]; isSearch: boolean }) {
  const intl = useIntl();
  return (
    <DataTable
      caption={intl.formatMessage({ id: "segments.title" })}
      rows={rows}
      rowKey={(row) => row.id}
      rowLink={(row) => segmentPath(row.id)}
      columns={[
        { key: "name", title: <FormattedMessage id="segments.name" />, render: (row) => row.name },
        { key: "kind", title: <FormattedMessage id="segments.kind" />, render: (row) => <SegmentChips segment={row} /> },
        {
          key: "count",
          title: <FormattedMessage id="segments.members" />,
          align: "end",
          render: (row) => <Count value={row.count} />,
        },
        {
          key: "changed",
          title: <FormattedMessage id="segments.changed" />,
          render: (row) => <Relative value={row.changedAt} />,
        },
      ]}
      empty={isSearch ? <NothingFound /> : <NothingYet />}
    />
  );
}

function NothingFound() {
  const intl = useIntl();
  return <EmptyState title={intl.formatMessage({ id: "segments.nothingFound" })} />;
}

function NothingYet() {
  const intl = useIntl();
  return (
    <EmptyState
      title={intl.formatMessage({ id: "segments.nothingYet" })}
      text={intl.formatMessage({ id: "segments.nothingYet.text" })}
      action={
        <LinkButton to={READY_MADE} tone="primary">
          <FormattedMessage id="segments.readyMade" />
        </LinkButton>
      }
    />
  );
}

function Actions() {
  const intl = useIntl();
  const navigate = useNavigate();
  const [isNaming, setIsNaming] = useState(false);
  const [answer, setAnswer] = useState<MutationAnswer<SegmentCreateMutation> | null>(null);
  const [create, { fetching }] = useCrmMutation(SegmentCreateDocument);

  const createList = async (name: string): Promise<void> => {
    const made = await create({ name });
    setAnswer(made);
    const id = made.data?.crmSegmentCreate?.segment?.id;
    if (made.ok && id !== undefined) await navigate(segmentPath(id));
  };
  return (
    <>
      <LinkButton to={READY_MADE}>
        <FormattedMessage id="segments.readyMade" />
      </LinkButton>
      <Button
        onClick={() => {
          setAnswer(null);
          setIsNaming(true);
        }}
      >
        <FormattedMessage id="segments.newList" />
      </Button>
      <LinkButton to={NEW_SEGMENT} tone="primary">
        <FormattedMessage id="segments.new" />
      </LinkButton>
      <NameDialog
        title={intl.formatMessage({ id: "segments.newList" })}
        confirmLabel={intl.formatMessage({ id: "segments.create" })}
        suggestion=""
        isOpen={isNaming}
        isBusy={fetching}
        answer={answer}
        onClose={() => {
          setIsNaming(false);
        }}
        onConfirm={createList}
      />
    </>
  );
}
