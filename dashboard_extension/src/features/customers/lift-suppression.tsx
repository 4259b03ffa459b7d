/** Let an address be written to again, and say why. */
import { useState } from "react";
import type { CrmSuppressionLiftReasonEnum } from "../../api/generated/customers";
import { SuppressionLiftDocument } from "../../api/generated/customers";
import { ConfirmDialog, FormErrors, SelectField } from "../../ui";
import { useAction } from "./use-action";
import { useT, useWord } from "./words";

const REASONS = ["CUSTOMER_ASKED", "ADDRESS_WORKS", "MISTAKE"] as const;

interface Props {
  readonly id: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function LiftSuppression({ id, onClose, onDone }: Props) {
  const t = useT();
  const word = useWord();
  const [reason, setReason] = useState<CrmSuppressionLiftReasonEnum>("CUSTOMER_ASKED");
  const lift = useAction(SuppressionLiftDocument, onDone);
  return (
    <ConfirmDialog
      isOpen
      title={t("suppression_lift")}
      text={t("suppression_lift_text")}
      confirmLabel={t("suppression_lift")}
      isBusy={lift.isBusy}
      onClose={onClose}
      onConfirm={() => lift.act({ id, reason })}
    >
      <FormErrors answer={lift.answer} />
      <SelectField<CrmSuppressionLiftReasonEnum>
        label={t("reason")}
        value={reason}
        onChange={setReason}
        options={REASONS.map((code) => ({ value: code, label: word(code, "lift") }))}
      />
    </ConfirmDialog>
  );
}
