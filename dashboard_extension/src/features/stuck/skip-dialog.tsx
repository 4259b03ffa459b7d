/** Asks why something is given up for good; the reason is kept with who decided it. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { MutationAnswer } from "../../api";
import { ConfirmDialog, FormErrors, TextArea } from "../../ui";

export type Refusal = Pick<MutationAnswer<unknown>, "problems" | "error" | "fieldErrors">;

interface SkipDialogProps {
  count: number;
  answer: Refusal | null;
  isBusy: boolean;
  onCancel: () => void;
  onConfirm: (reason: string) => void;
}

export function SkipDialog({ count, answer, isBusy, onCancel, onConfirm }: SkipDialogProps) {
  const intl = useIntl();
  const [reason, setReason] = useState("");
  return (
    <ConfirmDialog
      isOpen
      isDangerous
      isBusy={isBusy}
      isBlocked={reason.trim() === ""}
      title={intl.formatMessage({ id: "stuck.skipTitle" }, { count })}
      text={<FormattedMessage id="stuck.skipText" />}
      confirmLabel={intl.formatMessage({ id: "stuck.skipConfirm" })}
      onClose={onCancel}
      onConfirm={() => {
        onConfirm(reason);
      }}
    >
      <FormErrors answer={answer} shown={["reason"]} />
      <TextArea
        label={intl.formatMessage({ id: "stuck.reason" })}
        value={reason}
        onChange={setReason}
        isRequired
        error={answer?.fieldErrors["reason"]}
      />
    </ConfirmDialog>
  );
}
