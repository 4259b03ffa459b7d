/** One segment or list: what it says, who is in it, and what needs it. */
import { FormattedMessage, useIntl } from "react-intl";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useCrmQuery } from "../../api";
import { SegmentDocument, SegmentUsesDocument } from "../../api/generated/segments";
import { Count, DateTime, Relative } from "../../i18n";
import { EmptyState, Page, QueryView, Section, Stack, Tabs, usePolling } from "../../ui";
import type { StoredSegment } from "./draft";
import { MembersTab } from "./members-tab";
import { SEGMENTS, segmentPath } from "./paths";
import { SegmentActions } from "./segment-actions";
import { SegmentChips } from "./segment-chips";
import { SegmentEditor } from "./segment-editor";
import "./segments.css";

const POLL_MS = 2000;

export default function SegmentPage() {
  const intl = useIntl();
  const { id = "" } = useParams();
  const query = useCrmQuery(SegmentDocument, { id }, { keepPrevious: false });
  const segment = query.data?.crmSegment ?? null;
  // A rule that was changed is filled within seconds.
  usePolling(query.retry, POLL_MS, segment !== null && !segment.isCurrent && !segment.archivedAt);
  return (
    <Page
      title={segment?.name ?? intl.formatMessage({ id: "segments.one" })}
      breadcrumbs={[{ label: intl.formatMessage({ id: "segments.title" }), to: SEGMENTS }]}
      {...(segment === null
        ? {}
        : { subtitle: <Subtitle segment={segment} />, actions: <SegmentActions segment={segment} /> })}
    >
      <QueryView query={query} isEmpty={(data) => !data.crmSegment} empty={<Gone />}>
        {(data) => data.crmSegment && <Content segment={data.crmSegment} onOutdated={query.retry} />}
      </QueryView>
    </Page>
  );
}

function Gone() {
  const intl = useIntl();
  return <EmptyState title={intl.formatMessage({ id: "segments.gone" })} />;
}

function Subtitle({ segment }: { segment: StoredSegment }) {
  return (
    <Stack isRow>
      <SegmentChips segment={segment} />
      <span>
        <FormattedMessage id="segments.countNow" values={{ count: <Count value={segment.count} /> }} />
      </span>
      {segment.filledAt && (
        <span>
          <FormattedMessage id="segments.filledAt" values={{ at: <DateTime value={segment.filledAt} /> }} />
        </span>
      )}
      <span>
        <FormattedMessage
          id={segment.changedBy ? "segments.changedBy" : "segments.changedAt"}
          values={{ name: segment.changedBy ?? "", when: <Relative value={segment.changedAt} /> }}
        />
      </span>
    </Stack>
  );
}

function Content({ segment, onOutdated }: { segment: StoredSegment; onOutdated: () => void }) {
  const intl = useIntl();
  const navigate = useNavigate();
  const [parameters, setParameters] = useSearchParams();
  const isList = segment.kind === "LIST";
  const editor = {
    key: "rule",
    label: <FormattedMessage id={isList ? "segments.tab.settings" : "segments.tab.rule"} />,
    render: () => (
      <SegmentEditor
        key={segment.id}
        segment={segment}
        onSaved={(saved) => {
          if (saved !== segment.id) void navigate(segmentPath(saved));
        }}
        onOutdated={onOutdated}
      />
    ),
  };
  const members = {
    key: "members",
    label: <FormattedMessage id="segments.members" />,
    // Filled anew, it is read anew.
    render: () => <MembersTab key={segment.filledAt} segment={segment} />,
  };
  const uses = {
    key: "uses",
    label: <FormattedMessage id="segments.tab.uses" />,
    render: () => <UsesTab id={segment.id} />,
  };
  const tabs = isList ? [members, editor, uses] : [editor, members, uses];
  if (segment.archivedAt) {
    return <EmptyState title={intl.formatMessage({ id: "segments.isArchived" })} />;
  }
  return (
    <Tabs
      label={intl.formatMessage({ id: "segments.one" })}
      tabs={tabs}
      selected={parameters.get("tab") ?? tabs[0]?.key ?? "rule"}
      onSelect={(tab) => {
        setParameters({ tab }, { replace: true });
      }}
    />
  );
}

function UsesTab({ id }: { id: string }) {
  const intl = useIntl();
  const query = useCrmQuery(SegmentUsesDocument, { id });
  return (
    <Section title={intl.formatMessage({ id: "segments.tab.uses" })} text={<FormattedMessage id="segments.uses.text" />}>
      <QueryView
        query={query}
        isEmpty={({ crmSegmentUses }) => crmSegmentUses.length === 0}
        empty={<EmptyState title={intl.formatMessage({ id: "segments.uses.none" })} />}
      >
        {({ crmSegmentUses }) => (
          <ul>
            {crmSegmentUses.map(({ kind, name }) => (
              <li key={`${kind}:${name}`}>
                <FormattedMessage
                  id={kind === "segments" ? "segments.uses.segment" : "segments.uses.other"}
                  values={{ name }}
                />
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </Section>
  );
}
