/** Give a member a tier until a day, or end such a gift. */
import { useState } from "react";

import { TierInvitationEndDocument, TierInviteDocument } from "../../api/generated/customers";
import { Day } from "../../i18n";
import { Button, DateField, Dialog, FormErrors, SelectField, TextArea, useToast, Stack } from "../../ui";
import type { AccountDialogProps } from "./account";
import { useAction } from "./use-action";
import { useT } from "./words";

export function TierGift({ profileId, account, onClose, onDone }: AccountDialogProps) {
  const t = useT();
  const toast = useToast();
  const ladder = account.program.ladder;
  const tiers = ladder?.tiers ?? [];
  const [tier, setTier] = useState(tiers.at(-1)?.id ?? "");
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState("");
  const finish = (title: string) => {
    toast({ status: "success", title });
    onDone();
    onClose();
  };
  const invite = useAction(TierInviteDocument, () => {
    finish(t("tier_given"));
  });
  const end = useAction(TierInvitationEndDocument, () => {
    finish(t("tier_gift_ended"));
  });
  const isReady = tier !== "" && until !== "" && reason.trim() !== "";
  const send = () =>
    // To the end of the chosen day, on the clock of whoever chooses it.
    invite.act({ profile: profileId, tier, reason, until: new Date(`${until}T23:59:59`).toISOString() });

  return (
    <Dialog
      isOpen
      title={t("tier_give")}
      onClose={onClose}
      actions={
        <Button disabled={invite.isBusy || !isReady} onClick={() => void send()}>
          {t("tier_give")}
        </Button>
      }
    >
      <Stack>
        <FormErrors answer={invite.answer} />
        {account.tier?.invitedUntil && ladder ? (
          <Stack isRow>
            <span>
              {t("tier_gift_until")} <Day value={account.tier.invitedUntil} />
            </span>
            <Button
              tone="secondary"
              disabled={end.isBusy}
              onClick={() => void end.act({ profile: profileId, ladder: ladder.id })}
            >
              {t("tier_gift_end")}
            </Button>
          </Stack>
        ) : null}
        <SelectField
          label={t("tier_name")}
          value={tier}
          onChange={setTier}
          options={tiers.map((one) => ({ value: one.id, label: one.name }))}
          error={invite.errorOf("tier")}
        />
        <DateField
          label={t("tier_until")}
          value={until}
          onChange={setUntil}
          error={invite.errorOf("until")}
        />
        <TextArea
          label={t("reason")}
          value={reason}
          onChange={setReason}
          error={invite.errorOf("reason")}
        />
      </Stack>
    </Dialog>
  );
}
