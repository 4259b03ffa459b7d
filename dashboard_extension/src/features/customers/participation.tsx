/** Let a member earn nothing in a program from now on, or let them take part again. */
import { useState } from "react";

import { ProfileExcludeDocument, ProfileIncludeDocument } from "../../api/generated/customers";
import { Button, Dialog, FormErrors, TextArea, Stack } from "../../ui";
import type { AccountDialogProps } from "./account";
import { useAction } from "./use-action";
import { useT } from "./words";

export function Participation({ profileId, account, onClose, onDone }: AccountDialogProps) {
  const t = useT();
  const [reason, setReason] = useState("");
  const finish = () => {
    onDone();
    onClose();
  };
  const exclude = useAction(ProfileExcludeDocument, finish);
  const include = useAction(ProfileIncludeDocument, finish);
  const action = account.isExcluded ? include : exclude;
  const title = t(account.isExcluded ? "include" : "exclude");
  return (
    <Dialog
      isOpen
      title={title}
      onClose={onClose}
      actions={
        <Button
          disabled={action.isBusy || reason.trim() === ""}
          onClick={() => void action.act({ profile: profileId, program: account.program.id, reason })}
        >
          {title}
        </Button>
      }
    >
      <Stack>
        <FormErrors answer={action.answer} />
        <span>{t(account.isExcluded ? "include_text" : "exclude_text")}</span>
        <TextArea label={t("reason")} value={reason} onChange={setReason} error={action.errorOf("reason")} />
      </Stack>
    </Dialog>
  );
}
