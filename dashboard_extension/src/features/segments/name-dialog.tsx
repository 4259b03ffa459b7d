/** Asks for the name of what is about to be made. */
import { useState, type FormEvent } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { MutationAnswer } from "../../api";
import { Button, Dialog, FormErrors, Stack, TextField } from "../../ui";

interface NameDialogProps {
  readonly title: string;
  readonly confirmLabel: string;
  readonly suggestion: string;
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  readonly answer: MutationAnswer<unknown> | null;
  readonly onClose: () => void;
  readonly onConfirm: (name: string) => Promise<void>;
}

const LONGEST_NAME = 120;

export function NameDialog(props: NameDialogProps) {
  const { title, isOpen, onClose } = props;
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <NameForm {...props} />
    </Dialog>
  );
}

/** Begins anew with each opening, for the dialog draws it only while it is open. */
function NameForm({ confirmLabel, suggestion, isBusy, answer, onClose, onConfirm }: NameDialogProps) {
  const intl = useIntl();
  const [name, setName] = useState(suggestion);
  const confirm = (event: FormEvent): void => {
    event.preventDefault();
    void onConfirm(name);
  };
  return (
    <form noValidate onSubmit={confirm}>
      <Stack>
        <FormErrors answer={answer} shown={["name"]} />
        <TextField
          label={intl.formatMessage({ id: "segments.name" })}
          value={name}
          onChange={setName}
          maxLength={LONGEST_NAME}
          error={answer?.fieldErrors["name"]}
          isRequired
        />
        <Stack isRow>
          <Button onClick={onClose}>
            <FormattedMessage id="segments.cancel" />
          </Button>
          <Button type="submit" tone="primary" isBusy={isBusy} disabled={name.trim() === ""}>
            {confirmLabel}
          </Button>
        </Stack>
      </Stack>
    </form>
  );
}
