/** Points that wait for a second person's word. */
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { PointsRequestsQuery } from "../../api/generated/customers";
import {
  PointsRequestApproveDocument,
  PointsRequestDeclineDocument,
  PointsRequestsDocument,
} from "../../api/generated/customers";
import { DateTime } from "../../i18n";
import {
  Button,
  Chip,
  ConfirmDialog,
  EmptyState,
  FormErrors,
  LinkButton,
  Page,
  Stack,
  Tabs,
  TextArea,
  useAuthorWords,
  useToast,
} from "../../ui";
import { PagedList } from "../../ui/paged-list";
import "./customers.css";
import { Points } from "./entry-details";
import { useAction } from "./use-action";
import { useT, useWord } from "./words";

const PAGE_SIZE = 30;
const STATES = ["OPEN", "APPROVED", "DECLINED", "EXPIRED"] as const;

type State = (typeof STATES)[number];
type Requests = NonNullable<PointsRequestsQuery["crmPointsAdjustmentRequests"]>;
type Request = Requests["edges"][number]["node"];

export default function PointsRequestsPage() {
  const t = useT();
  const word = useWord();
  const [search, setSearch] = useSearchParams();
  return (
    <Page title={t("requests")}>
      <Tabs
        label={t("requests_states")}
        selected={search.get("state") ?? "OPEN"}
        onSelect={(state) => {
          setSearch(state === "OPEN" ? {} : { state }, { replace: true });
        }}
        tabs={STATES.map((state) => ({
          key: state,
          label: word(state, "state"),
          render: () => <RequestList key={state} state={state} />,
        }))}
      />
    </Page>
  );
}

function RequestList({ state }: { readonly state: State }) {
  const t = useT();
  const [revision, setRevision] = useState(0);
  return (
    <PagedList
      key={revision}
      document={PointsRequestsDocument}
      variables={{ state, first: PAGE_SIZE }}
      connectionOf={(data) => data.crmPointsAdjustmentRequests}
      label={t("requests_label")}
      empty={<EmptyState title={t("requests_empty_title")} text={t("requests_empty_text")} />}
    >
      {(requests) => (
        <ul className="crm-customers__list">
          {requests.map((request) => (
            <RequestRow
              key={request.id}
              request={request}
              onDecided={() => {
                setRevision((before) => before + 1);
              }}
            />
          ))}
        </ul>
      )}
    </PagedList>
  );
}

interface RequestRowProps {
  readonly request: Request;
  readonly onDecided: () => void;
}

function RequestRow({ request, onDecided }: RequestRowProps) {
  const t = useT();
  const author = useAuthorWords();
  const toast = useToast();
  const [isDeclining, setIsDeclining] = useState(false);
  const approve = useAction(PointsRequestApproveDocument, () => {
    toast({ status: "success", title: t("request_approved") });
    onDecided();
  });
  return (
    <li className="crm-customers__card">
      <Stack>
        <Stack isRow>
          <strong>
            <Points value={request.points} unit={request.program.unitName} />
          </strong>
          <span>{request.program.name}</span>
          <LinkButton to={`/customers/${encodeURIComponent(request.profileId)}?tab=points`}>
            {t("open_profile")}
          </LinkButton>
        </Stack>
        <p className="crm-customers__words">{request.reason || t("note_erased")}</p>
        <p className="crm-customers__aside">
          {author(request.author, request.authorName)} · <DateTime value={request.requestedAt} /> ·{" "}
          {t("request_until")} <DateTime value={request.expiresAt} />
        </p>
        <Decision request={request} />
        <FormErrors answer={approve.answer} />
        {request.state === "OPEN" ? (
          <Stack isRow>
            <Button
              tone="primary"
              isBusy={approve.isBusy}
              onClick={() => void approve.act({ id: request.id })}
            >
              {t("request_approve")}
            </Button>
            <Button
              onClick={() => {
                setIsDeclining(true);
              }}
            >
              {t("request_decline")}
            </Button>
          </Stack>
        ) : null}
      </Stack>
      {isDeclining ? (
        <DeclineDialog
          requestId={request.id}
          onClose={() => {
            setIsDeclining(false);
          }}
          onDeclined={onDecided}
        />
      ) : null}
    </li>
  );
}

function Decision({ request }: { readonly request: Request }) {
  const author = useAuthorWords();
  const word = useWord();
  if (!request.decidedAt) return null;
  return (
    <p>
      <Chip tone={request.state === "APPROVED" ? "success" : "critical"}>
        {word(request.state, "state")}
      </Chip>{" "}
      {author(request.decidedBy, request.decidedByName)} · <DateTime value={request.decidedAt} />
      {request.declinedBecause ? ` · ${request.declinedBecause}` : ""}
    </p>
  );
}

interface DeclineDialogProps {
  readonly requestId: string;
  readonly onClose: () => void;
  readonly onDeclined: () => void;
}

function DeclineDialog({ requestId, onClose, onDeclined }: DeclineDialogProps) {
  const t = useT();
  const [reason, setReason] = useState("");
  const decline = useAction(PointsRequestDeclineDocument, onDeclined);
  return (
    <ConfirmDialog
      isOpen
      title={t("request_decline")}
      text={t("request_decline_text")}
      confirmLabel={t("request_decline")}
      isBusy={decline.isBusy}
      isBlocked={reason.trim() === ""}
      onClose={onClose}
      onConfirm={() => decline.act({ id: requestId, reason })}
    >
      <FormErrors answer={decline.answer} shown={["reason"]} />
      <TextArea
        label={t("reason")}
        value={reason}
        onChange={setReason}
        error={decline.errorOf("reason")}
      />
    </ConfirmDialog>
  );
}
