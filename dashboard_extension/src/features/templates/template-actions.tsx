/** What can be done with a whole template: try it, put it in force, throw its draft away, put it away. */
import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { useCrmMutation, type MutationAnswer } from "../../api";
import {
  TemplateArchiveDocument,
  TemplateDraftDiscardDocument,
  TemplateDraftSaveDocument,
  TemplatePublishDocument,
  TemplateRepublishDocument,
} from "../../api/generated/templates";
import { Button, ConfirmDialog, FormErrors } from "../../ui";
import { DetailsDialog } from "./details-dialog";
import { languagesOf } from "./editor/draft";
import type { Editing, Template } from "./editor/use-editing";
import { TestSendDialog } from "./test-send-dialog";
import { useWords } from "./words";

/** What was done, and how it is undone where it can be. */
export interface Done {
  readonly text: string;
  readonly undo: { readonly label: string; readonly run: () => void } | null;
}

type Open = "details" | "publish" | "discard" | "archive" | "test" | null;

interface TemplateActionsProps {
  readonly template: Template;
  readonly editing: Editing;
  readonly onDone: (done: Done) => void;
  /** Asks for the template anew. */
  readonly onReload: () => void;
}

export function TemplateActions({ template, editing, onDone, onReload }: TemplateActionsProps) {
  const [open, setOpen] = useState<Open>(null);
  const { hasDraft } = editing;
  const isFaulty = editing.faults.some(({ isWarning }) => !isWarning);
  const close = (): void => {
    setOpen(null);
  };
  const dialog = { template, editing, onDone, onReload, onClose: close };
  return (
    <>
      <Button
        tone="tertiary"
        onClick={() => {
          setOpen("details");
        }}
      >
        <FormattedMessage id="templates.details" />
      </Button>
      <Button
        tone="tertiary"
        onClick={() => {
          setOpen("archive");
        }}
      >
        <FormattedMessage id="templates.archive" />
      </Button>
      {hasDraft && (
        <Button
          tone="tertiary"
          onClick={() => {
            setOpen("discard");
          }}
        >
          <FormattedMessage id="templates.discard" />
        </Button>
      )}
      {template.kind === "EMAIL" && (
        <Button
          onClick={() => {
            setOpen("test");
          }}
        >
          <FormattedMessage id="templates.test" />
        </Button>
      )}
      <Button
        tone="primary"
        disabled={!hasDraft || isFaulty || editing.status === "conflict" || editing.status === "incomplete"}
        onClick={() => {
          setOpen("publish");
        }}
      >
        <FormattedMessage id="templates.publish" />
      </Button>
      {open === "details" && <DetailsDialog {...dialog} />}
      <PublishDialog {...dialog} isOpen={open === "publish"} />
      <DiscardDialog {...dialog} isOpen={open === "discard"} />
      <ArchiveDialog {...dialog} isOpen={open === "archive"} />
      {open === "test" && <TestSendDialog template={template} editing={editing} onClose={close} />}
    </>
  );
}

interface ActionDialogProps extends TemplateActionsProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

type Answer = MutationAnswer<unknown>;

function PublishDialog({ template, editing, onDone, isOpen, onClose }: ActionDialogProps) {
  const { t, language } = useWords();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [publish, { fetching }] = useCrmMutation(TemplatePublishDocument);
  const [republish] = useCrmMutation(TemplateRepublishDocument);
  const former = template.published?.number;
  const warnings = editing.faults.length;
  return (
    <ConfirmDialog
      title={t("publish_title", { name: template.name })}
      text={t("publish_text", {
        languages: languagesOf(editing.draft, template.defaultLanguage).map(language).join(", "),
      })}
      confirmLabel={t("publish")}
      isOpen={isOpen}
      isBusy={fetching}
      onClose={() => {
        setAnswer(null);
        onClose();
      }}
      onConfirm={async () => {
        if (!(await editing.flush())) {
          onClose();
          return;
        }
        const published = await publish({ template: template.id });
        setAnswer(published);
        const number = published.data?.crmTemplatePublish?.version?.number;
        if (!published.ok || number === undefined) return;
        onClose();
        onDone({
          text: t("published", { number }),
          undo:
            former === undefined
              ? null
              : {
                  label: t("bring_back_number", { number: former }),
                  run: () => void republish({ template: template.id, number: former }),
                },
        });
      }}
    >
      {warnings > 0 && <p>{t("publish_warnings", { count: warnings })}</p>}
      <FormErrors answer={answer} />
    </ConfirmDialog>
  );
}

function DiscardDialog({ template, editing, onDone, isOpen, onClose }: ActionDialogProps) {
  const { t } = useWords();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [discard, { fetching }] = useCrmMutation(TemplateDraftDiscardDocument);
  const [save] = useCrmMutation(TemplateDraftSaveDocument);
  return (
    <ConfirmDialog
      title={t("discard")}
      text={t(template.published ? "discard_text" : "discard_text_first", { name: template.name })}
      confirmLabel={t("discard")}
      isDangerous
      isOpen={isOpen}
      isBusy={fetching}
      onClose={() => {
        setAnswer(null);
        onClose();
      }}
      onConfirm={async () => {
        const { contents, variants } = editing.draft;
        const discarded = await discard({ template: template.id });
        setAnswer(discarded);
        if (!discarded.ok) return;
        editing.startOver();
        onClose();
        onDone({
          text: t("discarded"),
          undo: {
            label: t("undo"),
            run: () => void save({ template: template.id, contents: [...contents], variants, basedOn: template.published?.fingerprint ?? "" }),
          },
        });
      }}
    >
      <FormErrors answer={answer} />
    </ConfirmDialog>
  );
}

/** What is archived shows how it comes back: no other undo is needed. */
function ArchiveDialog({ template, isOpen, onClose }: ActionDialogProps) {
  const { t } = useWords();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [archive, { fetching }] = useCrmMutation(TemplateArchiveDocument);
  return (
    <ConfirmDialog
      title={t("archive")}
      text={t("archive_text", { name: template.name })}
      confirmLabel={t("archive")}
      isDangerous
      isOpen={isOpen}
      isBusy={fetching}
      onClose={() => {
        setAnswer(null);
        onClose();
      }}
      onConfirm={async () => {
        const archived = await archive({ template: template.id });
        setAnswer(archived);
        if (archived.ok) onClose();
      }}
    >
      <FormErrors answer={answer} />
    </ConfirmDialog>
  );
}
