/** Ask for one word: the language or the variant that is to be written too. */
import { useState, type FormEvent } from "react";
import { FormattedMessage } from "react-intl";
import { Button, Dialog, Stack, TextField } from "../../../ui";
import { useWords } from "../words";
import { isLanguageTag, isVariantCode } from "./draft";

interface AddDialogProps {
  readonly isOpen: boolean;
  /** What is there already. */
  readonly taken: readonly string[];
  readonly onAdd: (code: string) => void;
  readonly onClose: () => void;
}

export function AddLanguageDialog(props: AddDialogProps) {
  const { t, language } = useWords();
  return (
    <WordDialog
      {...props}
      title={t("add_language")}
      label={t("language_tag")}
      helpOf={(tag) => (isLanguageTag(tag) ? language(tag) : t("language_tag_help"))}
      isValid={isLanguageTag}
      clean={(text) => text.trim().replaceAll("_", "-").toLowerCase()}
    />
  );
}

export function AddVariantDialog(props: AddDialogProps) {
  const { t } = useWords();
  return (
    <WordDialog
      {...props}
      title={t("add_variant")}
      label={t("variant_code")}
      helpOf={() => t("variant_code_help")}
      isValid={isVariantCode}
      clean={(text) => text.trim().replaceAll(/[\s-]+/g, "_").toLowerCase()}
    />
  );
}

interface WordDialogProps extends AddDialogProps {
  readonly title: string;
  readonly label: string;
  readonly helpOf: (word: string) => string;
  readonly isValid: (word: string) => boolean;
  readonly clean: (text: string) => string;
}

function WordDialog({ title, isOpen, onClose, ...form }: WordDialogProps) {
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <WordForm {...form} />
    </Dialog>
  );
}

function WordForm({ label, helpOf, isValid, clean, taken, onAdd }: Omit<WordDialogProps, "title" | "isOpen" | "onClose">) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const word = clean(text);
  const isTaken = taken.includes(word);
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (isValid(word) && !isTaken) onAdd(word);
  };
  return (
    <form noValidate onSubmit={add}>
      <Stack>
        <TextField
          label={label}
          help={helpOf(word)}
          value={text}
          onChange={setText}
          error={isTaken ? t("is_there") : undefined}
          isRequired
        />
        <Button type="submit" tone="primary" disabled={!isValid(word) || isTaken}>
          <FormattedMessage id="templates.add" />
        </Button>
      </Stack>
    </form>
  );
}
