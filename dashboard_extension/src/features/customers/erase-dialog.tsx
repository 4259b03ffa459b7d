/** Forget a person for good: typed out before, and told afterwards what is gone. */
import { useState } from "react";

import type { ProfileEraseMutation } from "../../api/generated/customers";
import { ProfileEraseDocument } from "../../api/generated/customers";
import { Button, Dialog, FormErrors, ProgressBar, TextField, Stack } from "../../ui";
import { RowsByKind } from "./moved-rows";
import { useAction } from "./use-action";
import { useT } from "./words";

type Report = NonNullable<ProfileEraseMutation["crmProfileErase"]>;

interface Props {
  readonly profileId: string;
  /** What has to be typed. */
  readonly asked: string;
  readonly onClose: () => void;
}

export function EraseDialog({ profileId, asked, onClose }: Props) {
  const t = useT();
  const [typed, setTyped] = useState("");
  const [report, setReport] = useState<Report | null>(null);
  const erase = useAction(ProfileEraseDocument, (data) => {
    setReport(data?.crmProfileErase ?? null);
  });
  const matches = typed.trim().toLocaleLowerCase() === asked.toLocaleLowerCase();

  return (
    <Dialog
      isOpen
      title={t("erase_title")}
      onClose={onClose}
      actions={
        report === null ? (
          <Button
            tone="danger"
            disabled={!matches || erase.isBusy}
            onClick={() => void erase.act({ id: profileId })}
          >
            {t("erase_send")}
          </Button>
        ) : null
      }
    >
      {report === null ? (
        <Stack>
          <FormErrors answer={erase.answer} />
          <span>{t("erase_warning")}</span>
          <TextField
            label={t("erase_type", { asked })}
            value={typed}
            onChange={setTyped}
          />
          {erase.isBusy ? <ProgressBar done={0} total={null} label={t("erase_busy")} /> : null}
        </Stack>
      ) : (
        <ErasedRows rows={report.rows ?? []} />
      )}
    </Dialog>
  );
}

function ErasedRows({ rows }: { readonly rows: NonNullable<Report["rows"]> }) {
  const t = useT();
  return (
    <div role="status">
      <span>{t(rows.length > 0 ? "erase_done" : "erase_done_before")}</span>
      <RowsByKind rows={rows.map(({ kind, rows: count }) => ({ code: kind, rows: count }))} />
    </div>
  );
}
