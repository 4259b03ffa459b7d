/** One letter with example values to oneself or to the test address; nobody else can be chosen. */
import { useState } from "react";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import {
  TemplateChannelsDocument,
  TemplateTestSendDocument,
  type CrmTestRecipientEnum,
  type TemplateTestSendMutation,
} from "../../api/generated/templates";
import { ConfirmDialog, FormErrors, SelectField, useToast } from "../../ui";
import { languagesOf, STANDARD, variantCodesOf } from "./editor/draft";
import type { Editing, Template } from "./editor/use-editing";
import { useWords } from "./words";

interface TestSendDialogProps {
  readonly template: Template;
  readonly editing: Editing;
  readonly onClose: () => void;
}

const RECIPIENTS: readonly CrmTestRecipientEnum[] = ["MYSELF", "TEST_ADDRESS"];

export function TestSendDialog({ template, editing, onClose }: TestSendDialogProps) {
  const words = useWords();
  const { t } = words;
  const toast = useToast();
  const [to, setTo] = useState<CrmTestRecipientEnum>("MYSELF");
  const [language, setLanguage] = useState(template.defaultLanguage);
  const [variant, setVariant] = useState(STANDARD);
  const [channel, setChannel] = useState("");
  const [answer, setAnswer] = useState<MutationAnswer<TemplateTestSendMutation> | null>(null);
  const [send, { fetching }] = useCrmMutation(TemplateTestSendDocument, { refresh: false });
  const channels = useCrmQuery(TemplateChannelsDocument, {});
  const variants = variantCodesOf(editing.draft);
  return (
    <ConfirmDialog
      title={t("test")}
      text={t("test_text")}
      confirmLabel={t("test_send")}
      isOpen
      isBusy={fetching}
      onClose={onClose}
      onConfirm={async () => {
        if (!(await editing.flush())) return;
        const sent = await send({ template: template.id, to, language, variant, ...(channel && { channel }) });
        setAnswer(sent);
        if (!sent.ok) return;
        toast({ status: "success", title: t("test_sent"), text: sent.data?.crmTemplateTestSend?.subject ?? "" });
        onClose();
      }}
    >
      <FormErrors answer={answer} />
      <SelectField
        label={t("test_to")}
        value={to}
        onChange={setTo}
        options={RECIPIENTS.map((one) => ({ value: one, label: words.word("test_to", one) }))}
      />
      <SelectField
        label={t("language")}
        value={language}
        onChange={setLanguage}
        options={languagesOf(editing.draft, template.defaultLanguage).map((tag) => ({ value: tag, label: words.language(tag) }))}
      />
      {variants.length > 1 && (
        <SelectField
          label={t("for_whom")}
          value={variant === STANDARD ? "standard" : variant}
          onChange={(code) => {
            setVariant(code === "standard" ? STANDARD : code);
          }}
          options={variants.map((code) => ({ value: code || "standard", label: words.variant(code) }))}
        />
      )}
      <SelectField
        label={t("channel")}
        value={channel}
        placeholder={t("channel_any")}
        onChange={setChannel}
        options={(channels.data?.channels ?? []).map(({ slug, name }) => ({ value: slug, label: name }))}
      />
    </ConfirmDialog>
  );
}
