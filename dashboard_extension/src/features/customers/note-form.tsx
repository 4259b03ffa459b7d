/** Write down something about a person, or what is to be done for them. */
import { useState, type FormEvent } from "react";
import { FollowUpAddDocument, NoteAddDocument } from "../../api/generated/customers-widget";
import { Button } from "../../ui/button";
import { DateTimeField, TextArea } from "../../ui/fields";
import { FormErrors } from "../../ui/form-errors";
import { useDraft } from "../../ui/hooks";
import { useToast } from "../../ui/toast";
import { useAction } from "./use-action";
import { useT } from "./words";

interface NoteFormProps {
  readonly profileId: string;
  readonly onSaved: () => void;
}

/** A note; with a moment it is something to be done by then. What was typed stays until it is saved. */
export function NoteForm({ profileId, onSaved }: NoteFormProps) {
  const t = useT();
  const toast = useToast();
  const [text, setText, clearText] = useDraft(`note:${profileId}`, "");
  const [dueAt, setDueAt] = useState<string | null>(null);
  const saved = (title: string) => () => {
    clearText();
    setDueAt(null);
    toast({ status: "success", title });
    onSaved();
  };
  const addNote = useAction(NoteAddDocument, saved(t("note_saved")));
  const addFollowUp = useAction(FollowUpAddDocument, saved(t("follow_up_saved")));
  const action = dueAt === null ? addNote : addFollowUp;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const note = { profile: profileId, text };
    if (dueAt === null) void addNote.act(note);
    else void addFollowUp.act({ ...note, dueAt });
  };

  return (
    <form onSubmit={submit} className="crm-stack">
      <FormErrors answer={action.answer} />
      <TextArea label={t("note_text")} value={text} onChange={setText} error={action.errorOf("text")} />
      <DateTimeField
        label={t("follow_up_due")}
        help={t("follow_up_help")}
        value={dueAt}
        onChange={setDueAt}
        error={action.errorOf("dueAt")}
      />
      <div>
        <Button type="submit" disabled={action.isBusy || text.trim() === ""}>
          {t(dueAt === null ? "note_save" : "follow_up_save")}
        </Button>
      </div>
    </form>
  );
}
