/** The next version of a wording, or a wording of its own; what was shown to people before is never changed. */
import { useState, type FormEvent } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, type MutationAnswer } from "../../api";
import { SettingsWordingAddDocument, type CrmConsentPurposeEnum } from "../../api/generated/settings";
import { Button, Dialog, FormErrors, SelectField, Stack, TextArea, TextField, useToast } from "../../ui";
import { LANGUAGES } from "./languages";
import type { Wording } from "./wordings";

/** What a contract needs is not asked for. */
const PURPOSES = ["MARKETING", "PROFILING", "THIRD_PARTY"] as const satisfies readonly CrmConsentPurposeEnum[];
const LONGEST_TEXT = 4000;
const FIELDS = ["code", "purpose", "language", "text"];

interface WordingDialogProps {
  /** Whose next version is written; null for a new wording. */
  former: Wording | null;
  onClose: () => void;
}

export function WordingDialog({ former, onClose }: WordingDialogProps) {
  const intl = useIntl();
  return (
    <Dialog
      isOpen
      size="large"
      title={intl.formatMessage({ id: former === null ? "settings.wordingNew" : "settings.wordingNext" })}
      onClose={onClose}
    >
      <WordingForm former={former} onClose={onClose} />
    </Dialog>
  );
}

function WordingForm({ former, onClose }: WordingDialogProps) {
  const intl = useIntl();
  const toast = useToast();
  const [run, { fetching }] = useCrmMutation(SettingsWordingAddDocument);
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  const [wording, setWording] = useState({
    code: former?.code ?? "",
    purpose: former?.purpose ?? "MARKETING",
    language: former?.language ?? "en",
    text: former?.text ?? "",
  });
  const field = (name: keyof typeof wording) => ({
    error: answer?.fieldErrors[name],
    onChange: (value: string) => {
      setWording((before) => ({ ...before, [name]: value }));
    },
  });

  const add = async () => {
    const given = await run({ ...wording, purpose: wording.purpose });
    setAnswer(given.ok ? null : given);
    if (!given.ok) return;
    toast({ status: "success", title: intl.formatMessage({ id: "settings.saved" }) });
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void add();
  };

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <FormErrors answer={answer} shown={FIELDS} />
        <TextField
          {...field("code")}
          label={intl.formatMessage({ id: "settings.wordingCode" })}
          help={<FormattedMessage id="settings.wordingCodeHelp" />}
          value={wording.code}
          isDisabled={former !== null}
          isRequired
          maxLength={32}
        />
        <SelectField
          {...field("purpose")}
          label={intl.formatMessage({ id: "settings.wordingPurpose" })}
          value={wording.purpose}
          isDisabled={former !== null}
          options={PURPOSES.map((value) => ({ value, label: intl.formatMessage({ id: `settings.purpose.${value}` }) }))}
        />
        <SelectField
          {...field("language")}
          label={intl.formatMessage({ id: "settings.wordingLanguage" })}
          value={wording.language}
          isDisabled={former !== null}
          options={[...new Set([wording.language, ...LANGUAGES])].map((value) => ({
            value,
            label: new Intl.DisplayNames([intl.locale], { type: "language" }).of(value) ?? value,
          }))}
        />
        <TextArea
          {...field("text")}
          label={intl.formatMessage({ id: "settings.wordingWords" })}
          help={<FormattedMessage id="settings.wordingWordsHelp" />}
          value={wording.text}
          rows={5}
          maxLength={LONGEST_TEXT}
          isRequired
        />
        <Stack isRow>
          <Button onClick={onClose}>
            <FormattedMessage id="settings.cancel" />
          </Button>
          <Button
            type="submit"
            tone="primary"
            isBusy={fetching}
            disabled={wording.code.trim() === "" || wording.text.trim() === "" || wording.text === former?.text}
          >
            <FormattedMessage id="settings.wordingAdd" />
          </Button>
        </Stack>
      </Stack>
    </form>
  );
}
