/** Points given and taken by hand, and those that wait for a second person. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { Link } from "react-router";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import {
  LoyaltyRequestApproveDocument,
  LoyaltyRequestDeclineDocument,
  LoyaltyRequestsDocument,
  type CrmRequestStateEnum,
  type LoyaltyRequestsQuery,
} from "../../api/generated/loyalty";
import { Count, DateTime } from "../../i18n";
import {
  Button,
  Chip,
  ConfirmDialog,
  DataTable,
  EmptyState,
  FormErrors,
  Page,
  QueryView,
  Section,
  SelectField,
  Stack,
  TextArea,
  useAuthorWords,
  useToast,
  type Column,
} from "../../ui";
import { AdjustForm } from "./adjust-form";

type Request = NonNullable<LoyaltyRequestsQuery["crmPointsAdjustmentRequests"]>["edges"][number]["node"];

const STATES = ["OPEN", "APPROVED", "DECLINED", "EXPIRED"] as const satisfies readonly CrmRequestStateEnum[];

export default function AdjustmentsPage() {
  const intl = useIntl();
  return (
    <Page title={intl.formatMessage({ id: "loyalty.adjustments" })}>
      <Stack>
        <Section title={intl.formatMessage({ id: "loyalty.adjust" })} text={<FormattedMessage id="loyalty.adjustText" />}>
          <AdjustForm />
        </Section>
        <Requests />
      </Stack>
    </Page>
  );
}

function Requests() {
  const intl = useIntl();
  const author = useAuthorWords();
  const [state, setState] = useState<CrmRequestStateEnum>("OPEN");
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  const [decided, setDecided] = useState<{ request: Request; how: "approve" | "decline" } | null>(null);
  const query = useCrmQuery(LoyaltyRequestsDocument, { state, after: cursors.at(-1) ?? null });
  const columns: Column<Request>[] = [
    {
      key: "points",
      title: <FormattedMessage id="loyalty.points" />,
      render: ({ points, program }) => (
        <>
          {points > 0 && "+"}
          <Count value={points} /> {program.unitName}
        </>
      ),
    },
    {
      key: "member",
      title: <FormattedMessage id="loyalty.member" />,
      render: ({ profileId }) => (
        <Link to={`/customers/${profileId}`}>
          <FormattedMessage id="loyalty.openMember" />
        </Link>
      ),
    },
    { key: "reason", title: <FormattedMessage id="loyalty.reason" />, render: ({ reason }) => reason },
    { key: "author", title: <FormattedMessage id="loyalty.askedBy" />, render: (request) => author(request.author, request.authorName) },
    { key: "until", title: <FormattedMessage id="loyalty.decideUntil" />, render: ({ expiresAt }) => <DateTime value={expiresAt} /> },
    {
      key: "state",
      title: <FormattedMessage id="loyalty.state" />,
      render: (request) => <Decision request={request} onDecide={setDecided} />,
    },
  ];
  return (
    <Section title={intl.formatMessage({ id: "loyalty.requests" })}>
      <SelectField
        label={intl.formatMessage({ id: "loyalty.state" })}
        value={state}
        options={STATES.map((each) => ({ value: each, label: intl.formatMessage({ id: `loyalty.request.${each}` }) }))}
        onChange={(chosen) => {
          setState(chosen);
          setCursors([null]);
        }}
      />
      <QueryView query={query}>
        {({ crmPointsAdjustmentRequests: found }) => (
          <>
            <DataTable
              caption={intl.formatMessage({ id: "loyalty.requests" })}
              columns={columns}
              rows={(found?.edges ?? []).map(({ node }) => node)}
              rowKey={({ id }) => id}
              empty={<EmptyState title={intl.formatMessage({ id: "loyalty.noRequests" })} />}
            />
            <Pages cursors={cursors} next={found?.pageInfo.hasNextPage ? (found.pageInfo.endCursor ?? null) : null} onGo={setCursors} />
          </>
        )}
      </QueryView>
      {decided && (
        <Decide
          {...decided}
          onClose={() => {
            setDecided(null);
          }}
        />
      )}
    </Section>
  );
}

interface PagesProps {
  cursors: (string | null)[];
  next: string | null;
  onGo: (cursors: (string | null)[]) => void;
}

function Pages({ cursors, next, onGo }: PagesProps) {
  if (cursors.length === 1 && next === null) return null;
  return (
    <Stack isRow>
      <Button
        disabled={cursors.length === 1}
        onClick={() => {
          onGo(cursors.slice(0, -1));
        }}
      >
        <FormattedMessage id="loyalty.newer" />
      </Button>
      <Button
        disabled={next === null}
        onClick={() => {
          onGo([...cursors, next]);
        }}
      >
        <FormattedMessage id="loyalty.older" />
      </Button>
    </Stack>
  );
}

interface DecisionProps {
  request: Request;
  onDecide: (decided: { request: Request; how: "approve" | "decline" }) => void;
}

function Decision({ request, onDecide }: DecisionProps) {
  const author = useAuthorWords();
  if (request.state !== "OPEN") {
    return (
      <>
        <Chip tone={request.state === "APPROVED" ? "success" : "neutral"}>
          <FormattedMessage id={`loyalty.request.${request.state}`} />
        </Chip>{" "}
        {request.decidedBy && author(request.decidedBy, request.decidedByName)} {request.declinedBecause}
      </>
    );
  }
  return (
    <Stack isRow>
      <Button
        onClick={() => {
          onDecide({ request, how: "approve" });
        }}
      >
        <FormattedMessage id="loyalty.approve" />
      </Button>
      <Button
        tone="tertiary"
        onClick={() => {
          onDecide({ request, how: "decline" });
        }}
      >
        <FormattedMessage id="loyalty.decline" />
      </Button>
    </Stack>
  );
}

function Decide({ request, how, onClose }: { request: Request; how: "approve" | "decline"; onClose: () => void }) {
  const intl = useIntl();
  const notify = useToast();
  const [approve, approving] = useCrmMutation(LoyaltyRequestApproveDocument);
  const [decline, declining] = useCrmMutation(LoyaltyRequestDeclineDocument);
  const [reason, setReason] = useState("");
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  return (
    <ConfirmDialog
      isOpen
      title={intl.formatMessage({ id: `loyalty.${how}` })}
      text={
        <FormattedMessage
          id={`loyalty.${how}Text`}
          values={{ points: <Count value={request.points} />, unit: request.program.unitName, reason: request.reason }}
        />
      }
      confirmLabel={intl.formatMessage({ id: `loyalty.${how}` })}
      isBusy={approving.fetching || declining.fetching}
      isBlocked={how === "decline" && reason.trim() === ""}
      onClose={onClose}
      onConfirm={async () => {
        const given = how === "approve" ? await approve({ id: request.id }) : await decline({ id: request.id, reason });
        setAnswer(given);
        if (!given.ok) return;
        notify({ status: "success", title: intl.formatMessage({ id: "loyalty.decided" }) });
        onClose();
      }}
    >
      {how === "decline" && (
        <TextArea label={intl.formatMessage({ id: "loyalty.reason" })} isRequired value={reason} onChange={setReason} />
      )}
      <FormErrors answer={answer} />
    </ConfirmDialog>
  );
}
