/** Give a member points or take some; above the program's limit a second person is asked. */
import { useState } from "react";

import { PointsAdjustDocument, PointsRequestCreateDocument } from "../../api/generated/customers";
import { Button, Dialog, FormErrors, NumberField, TextArea, useToast, Stack } from "../../ui";
import { Points } from "./entry-details";
import type { AccountDialogProps } from "./account";
import { useAction } from "./use-action";
import { useT } from "./words";

export function AdjustPoints({ profileId, account, onClose, onDone }: AccountDialogProps) {
  const t = useT();
  const toast = useToast();
  const [points, setPoints] = useState<number | null>(null);
  const [reason, setReason] = useState("");
  const [needsSecond, setNeedsSecond] = useState(false);
  // One key for the dialog: pressed again after a lost answer, the points move once.
  const [key] = useState(() => crypto.randomUUID());

  const finish = (title: string) => {
    toast({ status: "success", title });
    onDone();
    onClose();
  };
  const adjust = useAction(PointsAdjustDocument, () => {
    finish(t("adjust_done"));
  });
  const request = useAction(PointsRequestCreateDocument, () => {
    finish(t("adjust_asked"));
  });
  const isReady = points !== null && points !== 0 && reason.trim() !== "";
  const asked = { profile: profileId, program: account.program.id, points: points ?? 0, reason, key };
  const send = async () => {
    const { problems } = await adjust.act(asked);
    setNeedsSecond(problems.some(({ code }) => code === "NEEDS_SECOND_PERSON"));
  };
  const shown = needsSecond ? request : adjust;

  return (
    <Dialog
      isOpen
      title={t("adjust_title", { program: account.program.name })}
      onClose={onClose}
      actions={
        needsSecond ? (
          <Button tone="primary" disabled={request.isBusy || !isReady} onClick={() => void request.act(asked)}>
            {t("adjust_ask")}
          </Button>
        ) : (
          <Button tone="primary" disabled={adjust.isBusy || !isReady} onClick={() => void send()}>
            {t("adjust_send")}
          </Button>
        )
      }
    >
      <Stack>
        <FormErrors answer={needsSecond ? request.answer : adjust.answer} />
        {needsSecond ? <span role="status">{t("adjust_second")}</span> : null}
        <span>
          {t("points_available")}: <Points value={account.balance} unit={account.program.unitName} />
        </span>
        <NumberField
          label={t("adjust_points")}
          help={t("adjust_points_help")}
          value={points}
          onChange={setPoints}
          error={needsSecond ? undefined : adjust.errorOf("points")}
        />
        <TextArea
          label={t("reason")}
          help={t("adjust_reason_help")}
          value={reason}
          onChange={setReason}
          error={shown.errorOf("reason")}
        />
      </Stack>
    </Dialog>
  );
}
