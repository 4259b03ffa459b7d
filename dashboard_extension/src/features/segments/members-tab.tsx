/** Who is in a segment now, since when and why; on a list staff put people on it and take them off. */
import { useState } from "react";
import { FormattedList, FormattedMessage, useIntl } from "react-intl";
import { Link } from "react-router";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import {
  SegmentMembersAddDocument,
  SegmentMembersDocument,
  SegmentMembersRemoveDocument,
  type SegmentMembersQuery,
} from "../../api/generated/segments";
import { DateTime } from "../../i18n";
import {
  Button,
  DataTable,
  Dialog,
  EmptyState,
  FormErrors,
  PagerButtons,
  QueryView,
  Section,
  usePager,
  type Column,
} from "../../ui";
import { PersonSearch, useNameOf, type Person } from "../../ui/person-search";
import type { StoredSegment } from "./draft";
import { Explanation } from "./explanation";
import { customerPath } from "./paths";
import { personName } from "./person-name";

type Member = NonNullable<SegmentMembersQuery["crmSegment"]>["members"]["edges"][number]["node"];

export function MembersTab({ segment }: { segment: StoredSegment }) {
  const intl = useIntl();
  const pager = usePager();
  const [isAdding, setIsAdding] = useState(false);
  const query = useCrmQuery(SegmentMembersDocument, { id: segment.id, after: pager.after });
  const isList = segment.kind === "LIST";
  const add = (
    <Button
      tone="primary"
      onClick={() => {
        setIsAdding(true);
      }}
    >
      <FormattedMessage id="segments.members.add" />
    </Button>
  );
  return (
    <Section title={intl.formatMessage({ id: "segments.members" })} {...(isList ? { actions: add } : {})}>
      <QueryView query={query}>
        {({ crmSegment }) =>
          crmSegment && (
            <>
              <Members segment={segment} members={crmSegment.members.edges.map(({ node }) => node)} />
              <PagerButtons pager={pager} pageInfo={crmSegment.members.pageInfo} />
            </>
          )
        }
      </QueryView>
      <Dialog
        title={intl.formatMessage({ id: "segments.members.add" })}
        isOpen={isAdding}
        onClose={() => {
          setIsAdding(false);
        }}
      >
        <AddMembers id={segment.id} />
      </Dialog>
    </Section>
  );
}

function Members({ segment, members }: { segment: StoredSegment; members: readonly Member[] }) {
  const intl = useIntl();
  const [explained, setExplained] = useState<Member | null>(null);
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  const [remove, { fetching }] = useCrmMutation(SegmentMembersRemoveDocument);
  const isList = segment.kind === "LIST";
  const name = (member: Member): string =>
    member.profile ? personName(member.profile, intl) : intl.formatMessage({ id: "segments.nameless" });

  const columns: Column<Member>[] = [
    {
      key: "name",
      title: <FormattedMessage id="segments.person" />,
      render: (row) => (row.profile ? <Link to={customerPath(row.profile.id)}>{name(row)}</Link> : name(row)),
    },
    { key: "email", title: <FormattedMessage id="segments.email" />, render: (row) => row.profile?.email },
    {
      key: "since",
      title: <FormattedMessage id="segments.since" />,
      render: (row) => <DateTime value={row.joinedAt} />,
    },
    {
      key: "reason",
      title: <FormattedMessage id="segments.reason" />,
      render: (row) => <FormattedMessage id={`segments.reason.${row.joinReason}`} />,
    },
    {
      key: "action",
      title: <FormattedMessage id="segments.actions" />,
      render: (row) => {
        const { profile } = row;
        if (!profile) return null;
        return isList ? (
          <Button
            tone="tertiary"
            isBusy={fetching}
            label={intl.formatMessage({ id: "segments.members.remove.of" }, { name: name(row) })}
            onClick={() => {
              void remove({ id: segment.id, profiles: [profile.id] }).then(setAnswer);
            }}
          >
            <FormattedMessage id="segments.members.remove" />
          </Button>
        ) : (
          <Button
            tone="tertiary"
            label={intl.formatMessage({ id: "segments.why.of" }, { name: name(row) })}
            onClick={() => {
              setExplained(row);
            }}
          >
            <FormattedMessage id="segments.why" />
          </Button>
        );
      },
    },
  ];
  return (
    <>
      <FormErrors answer={answer} />
      <DataTable
        caption={intl.formatMessage({ id: "segments.members" })}
        rows={members}
        rowKey={(row) => row.profile?.id ?? row.joinedAt}
        columns={columns}
        empty={<NobodyIn segment={segment} />}
      />
      <Dialog
        size="large"
        title={intl.formatMessage({ id: "segments.why.of" }, { name: explained ? name(explained) : "" })}
        isOpen={explained !== null}
        onClose={() => {
          setExplained(null);
        }}
      >
        {explained?.profile && <Explanation profile={explained.profile.id} rule={{ segment: segment.number }} />}
      </Dialog>
    </>
  );
}

function NobodyIn({ segment }: { segment: StoredSegment }) {
  const intl = useIntl();
  const id = segment.kind === "LIST" ? "list" : segment.isCurrent ? "rule" : "filling";
  return <EmptyState title={intl.formatMessage({ id: `segments.members.none.${id}` })} />;
}

function AddMembers({ id }: { id: string }) {
  const intl = useIntl();
  const nameOf = useNameOf();
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  const [added, setAdded] = useState<readonly Person[]>([]);
  const [add] = useCrmMutation(SegmentMembersAddDocument);

  const put = async (person: Person): Promise<void> => {
    const done = await add({ id, profiles: [person.id] });
    setAnswer(done);
    if (done.ok) setAdded((before) => [...before.filter((one) => one.id !== person.id), person]);
  };
  return (
    <>
      <FormErrors answer={answer} />
      <p role="status">
        {added.length > 0 && (
          <FormattedMessage
            id="segments.members.areOn"
            values={{ names: <FormattedList value={added.map((person) => nameOf(person))} /> }}
          />
        )}
      </p>
      <PersonSearch
        label={intl.formatMessage({ id: "segments.members.search" })}
        onChoose={(person) => {
          void put(person);
        }}
      />
    </>
  );
}
