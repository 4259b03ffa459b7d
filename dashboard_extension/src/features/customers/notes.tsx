/** What staff wrote about a person, and what they are to do. */
import { useState } from "react";

import { rowNumber } from "../../api";
import type { NoteTextFragment } from "../../api/generated/customers";
import {
  CustomerNotesDocument,
  FollowUpCompleteDocument,
} from "../../api/generated/customers";
import { DateTime } from "../../i18n";
import { Button, Chip, FormErrors, Section, Stack, useAuthorWords } from "../../ui";
import { PagedList } from "../../ui/paged-list";
import { NoteForm } from "./note-form";
import { useAction } from "./use-action";
import { useT } from "./words";

const PAGE_SIZE = 20;

interface Props {
  readonly profileId: string;
  readonly isErased: boolean;
}

export function Notes({ profileId, isErased }: Props) {
  const t = useT();
  const [revision, setRevision] = useState(0);
  const reload = () => {
    setRevision((before) => before + 1);
  };
  return (
    <Section title={t("notes")}>
      {isErased ? null : <NoteForm profileId={profileId} onSaved={reload} />}
      <PagedList
        key={`${profileId} ${String(revision)}`}
        document={CustomerNotesDocument}
        variables={{ id: profileId, first: PAGE_SIZE }}
        connectionOf={(data) => data.crmProfile?.notes}
        label={t("notes_label")}
        empty={<span className="crm-customers__aside">{t("notes_empty")}</span>}
      >
        {(notes) => (
          <ul className="crm-customers__list">
            {notes.map((note) => (
              <NoteRow key={note.id} note={note} onDone={reload} />
            ))}
          </ul>
        )}
      </PagedList>
    </Section>
  );
}

interface NoteRowProps {
  readonly note: NoteTextFragment;
  readonly onDone: () => void;
}

function NoteRow({ note, onDone }: NoteRowProps) {
  const t = useT();
  const author = useAuthorWords();
  const complete = useAction(FollowUpCompleteDocument, onDone);
  return (
    <li className="crm-customers__item">
      <p className="crm-customers__words">
        {note.text || t("note_erased")}
      </p>
      <Stack isRow>
        <span className="crm-customers__aside">
          {author(`user:${String(rowNumber(note.authorId))}`, note.authorName)} · <DateTime value={note.createdAt} />
        </span>
        {note.dueAt ? <DueChip dueAt={note.dueAt} doneAt={note.doneAt ?? null} /> : null}
        {note.dueAt && !note.doneAt ? (
          <Button tone="secondary" disabled={complete.isBusy} onClick={() => void complete.act({ id: note.id })}>
            {t("follow_up_done")}
          </Button>
        ) : null}
        <FormErrors answer={complete.answer} />
      </Stack>
    </li>
  );
}

function DueChip({ dueAt, doneAt }: { readonly dueAt: string; readonly doneAt: string | null }) {
  const t = useT();
  if (doneAt) {
    return (
      <Chip tone="success">
        {t("done_at")} <DateTime value={doneAt} />
      </Chip>
    );
  }
  const isLate = new Date(dueAt) < new Date();
  return (
    <Chip tone={isLate ? "critical" : "info"}>
      {t(isLate ? "overdue_since" : "due_at")} <DateTime value={dueAt} />
    </Chip>
  );
}
