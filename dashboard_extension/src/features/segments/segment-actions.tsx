/** What can be done with a whole segment: copy it, freeze it as a list, take it out as a file, put it away. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useNavigate } from "react-router";
import { useCrmMutation, type MutationAnswer } from "../../api";
import {
  SegmentArchiveDocument,
  SegmentDuplicateDocument,
  SegmentExportStartDocument,
  SegmentSnapshotDocument,
  type CrmExportFormat,
} from "../../api/generated/segments";
import { Button, ConfirmDialog, FormErrors, SelectField, useToast } from "../../ui";
import type { StoredSegment } from "./draft";
import { NameDialog } from "./name-dialog";
import { EXPORTS, SEGMENTS, segmentPath } from "./paths";

type Open = "duplicate" | "snapshot" | "archive" | "export" | null;
type Answer = MutationAnswer<unknown>;

export function SegmentActions({ segment }: { segment: StoredSegment }) {
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => {
    setOpen(null);
  };
  const dialog = { segment, onClose: close };
  const actions = segment.archivedAt ? (["duplicate"] as const) : (["archive", "export", "snapshot", "duplicate"] as const);
  return (
    <>
      {actions.map((one) => (
        <Button
          key={one}
          tone={one === "archive" ? "tertiary" : "secondary"}
          onClick={() => {
            setOpen(one);
          }}
        >
          <FormattedMessage id={`segments.action.${one}`} />
        </Button>
      ))}
      <CopyDialog {...dialog} isOpen={open === "duplicate"} action="duplicate" />
      <CopyDialog {...dialog} isOpen={open === "snapshot"} action="snapshot" />
      <ArchiveDialog {...dialog} isOpen={open === "archive"} />
      <ExportDialog {...dialog} isOpen={open === "export"} />
    </>
  );
}

interface ActionDialogProps {
  readonly segment: StoredSegment;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function CopyDialog({ segment, isOpen, onClose, action }: ActionDialogProps & { action: "duplicate" | "snapshot" }) {
  const intl = useIntl();
  const navigate = useNavigate();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [duplicate, duplicating] = useCrmMutation(SegmentDuplicateDocument);
  const [snapshot, snapping] = useCrmMutation(SegmentSnapshotDocument);

  const make = async (name: string): Promise<void> => {
    const variables = { id: segment.id, name };
    const made = action === "duplicate" ? await duplicate(variables) : await snapshot(variables);
    setAnswer(made);
    const payload = made.data && Object.values(made.data)[0];
    const id = payload?.segment?.id;
    if (!made.ok || id === undefined) return;
    onClose();
    await navigate(segmentPath(id));
  };
  const suggestion = intl.formatMessage(
    { id: action === "duplicate" ? "segments.copyOf" : "segments.snapshotOf" },
    { name: segment.name, day: intl.formatDate(new Date(), { dateStyle: "medium" }) },
  );
  return (
    <NameDialog
      title={intl.formatMessage({ id: `segments.action.${action}` })}
      confirmLabel={intl.formatMessage({ id: "segments.create" })}
      suggestion={suggestion.slice(0, 120)}
      isOpen={isOpen}
      isBusy={duplicating.fetching || snapping.fetching}
      answer={answer}
      onClose={() => {
        setAnswer(null);
        onClose();
      }}
      onConfirm={make}
    />
  );
}

function ArchiveDialog({ segment, isOpen, onClose }: ActionDialogProps) {
  const intl = useIntl();
  const navigate = useNavigate();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [archive, { fetching }] = useCrmMutation(SegmentArchiveDocument);
  return (
    <ConfirmDialog
      title={intl.formatMessage({ id: "segments.action.archive" })}
      text={intl.formatMessage({ id: "segments.archive.text" }, { name: segment.name, count: segment.count })}
      confirmLabel={intl.formatMessage({ id: "segments.action.archive" })}
      isDangerous
      isOpen={isOpen}
      isBusy={fetching}
      onClose={() => {
        setAnswer(null);
        onClose();
      }}
      onConfirm={async () => {
        const done = await archive({ id: segment.id });
        setAnswer(done);
        if (done.ok) await navigate(SEGMENTS);
      }}
    >
      <FormErrors answer={answer} />
    </ConfirmDialog>
  );
}

function ExportDialog({ segment, isOpen, onClose }: ActionDialogProps) {
  const intl = useIntl();
  const navigate = useNavigate();
  const toast = useToast();
  const [format, setFormat] = useState<CrmExportFormat>("CSV");
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [start, { fetching }] = useCrmMutation(SegmentExportStartDocument);
  return (
    <ConfirmDialog
      title={intl.formatMessage({ id: "segments.action.export" })}
      text={intl.formatMessage({ id: "segments.export.text" }, { count: segment.count })}
      confirmLabel={intl.formatMessage({ id: "segments.export.start" })}
      isOpen={isOpen}
      isBusy={fetching}
      onClose={() => {
        setAnswer(null);
        onClose();
      }}
      onConfirm={async () => {
        const done = await start({ segment: segment.id, format });
        setAnswer(done);
        if (!done.ok) return;
        toast({ status: "info", title: intl.formatMessage({ id: "segments.export.started" }), text: segment.name });
        await navigate(EXPORTS);
      }}
    >
      <FormErrors answer={answer} />
      <SelectField
        label={intl.formatMessage({ id: "segments.export.format" })}
        value={format}
        onChange={setFormat}
        options={[
          { value: "CSV", label: "CSV" },
          { value: "XLSX", label: intl.formatMessage({ id: "segments.export.xlsx" }) },
        ]}
      />
    </ConfirmDialog>
  );
}
