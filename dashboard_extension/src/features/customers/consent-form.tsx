/** Record what a person told a member of staff: on the phone, on paper, in the store. */
import type { FormEvent } from "react";
import { useState } from "react";

import type {
  CrmConsentPurposeEnum,
  CrmConsentStaffSourceEnum,
} from "../../api/generated/customers";
import { ConsentRecordDocument } from "../../api/generated/customers";
import { Button, FormErrors, SelectField, TextField, useToast } from "../../ui";
import { useAction } from "./use-action";
import { useT, useWord } from "./words";

const CHANNELS = ["any", "email", "sms", "whatsapp", "wechat", "wecom", "telegram", "push", "phone"];
// What a contract needs is not asked for.
const PURPOSES = ["MARKETING", "PROFILING", "THIRD_PARTY"] as const;
const SOURCES = ["PHONE", "PAPER", "STORE", "CORRESPONDENCE"] as const;

interface Props {
  readonly profileId: string;
  readonly onSaved: () => void;
}

export function ConsentForm({ profileId, onSaved }: Props) {
  const t = useT();
  const word = useWord();
  const toast = useToast();
  const [channel, setChannel] = useState("email");
  const [purpose, setPurpose] = useState<string>("MARKETING");
  const [answer, setAnswer] = useState("WITHDRAWN");
  const [source, setSource] = useState<string>("PHONE");
  const [listCode, setListCode] = useState("");
  const record = useAction(ConsentRecordDocument, () => {
    toast({ status: "success", title: t("consent_saved") });
    onSaved();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void record.act({
      profile: profileId,
      source: source as CrmConsentStaffSourceEnum,
      input: {
        channel,
        purpose: purpose as CrmConsentPurposeEnum,
        listCode: listCode.trim() || null,
        isGranted: answer === "GRANTED",
      },
    });
  };
  const options = (codes: readonly string[]) =>
    codes.map((code) => ({ value: code, label: word(code) }));
  return (
    <form onSubmit={submit} className="crm-stack">
      <FormErrors answer={record.answer} />
      <div className="crm-customers__grid">
        <SelectField
          label={t("channel")}
          value={channel}
          onChange={setChannel}
          options={options(CHANNELS)}
          error={record.errorOf("channel")}
        />
        <SelectField
          label={t("purpose")}
          value={purpose}
          onChange={setPurpose}
          options={options(PURPOSES)}
          error={record.errorOf("purpose")}
        />
        <SelectField
          label={t("answer")}
          value={answer}
          onChange={setAnswer}
          options={options(["WITHDRAWN", "GRANTED"])}
        />
        <SelectField
          label={t("told_by")}
          value={source}
          onChange={setSource}
          options={SOURCES.map((code) => ({ value: code, label: word(code, "source") }))}
          error={record.errorOf("source")}
        />
        <TextField
          label={t("list_code")}
          help={t("list_code_help")}
          value={listCode}
          onChange={setListCode}
          error={record.errorOf("listCode")}
        />
      </div>
      <div>
        <Button type="submit" disabled={record.isBusy}>
          {t("consent_save")}
        </Button>
      </div>
    </form>
  );
}
