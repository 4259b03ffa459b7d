/** How a template would be read, drawn where nothing of it can run. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";

import { useCrmMutation, useCrmQuery } from "../../../api";
import {
  CampaignTemplateDocument,
  CampaignTemplatePreviewDocument,
  type CampaignTemplateQuery,
  CampaignTestSendDocument,
} from "../../../api/generated/campaigns";
import { Button, QueryView, SelectField, useToast } from "../../../ui";
import { LetterPreview } from "../../../ui/letter-preview";

interface Props {
  readonly id: string;
  readonly name: string;
  readonly language: string;
}

export function TemplateLook({ id, name, language }: Props) {
  const [isShown, setShown] = useState(false);
  const [tongue, setTongue] = useState(language);
  return (
    <div>
      <div className="crm-row">
        <Button
          aria-expanded={isShown}
          onClick={() => {
            setShown(!isShown);
          }}
        >
          <FormattedMessage id={isShown ? "campaigns.hide_preview" : "campaigns.show_preview"} values={{ name }} />
        </Button>
        <TestSend template={id} name={name} language={tongue} />
      </div>
      {isShown && <Shown id={id} language={tongue} onLanguage={setTongue} />}
    </div>
  );
}

function TestSend({ template, name, language }: { readonly template: string; readonly name: string; readonly language: string }) {
  const intl = useIntl();
  const toast = useToast();
  const [send, { fetching }] = useCrmMutation(CampaignTestSendDocument, { refresh: false });
  const act = async () => {
    const { data } = await send({ template, to: "MYSELF", language });
    const answer = data?.crmTemplateTestSend;
    if (!answer) return;
    const fault = answer.errors[0]?.message;
    if (fault) toast({ status: "error", title: intl.formatMessage({ id: "campaigns.test_refused" }), text: fault });
    else toast({ status: "success", title: intl.formatMessage({ id: "campaigns.test_sent" }) });
  };
  return (
    <Button isBusy={fetching} onClick={() => void act()}>
      <FormattedMessage id="campaigns.test_send" values={{ name }} />
    </Button>
  );
}

interface ShownProps {
  readonly id: string;
  readonly language: string;
  readonly onLanguage: (language: string) => void;
}

function Shown({ id, language, onLanguage }: ShownProps) {
  const intl = useIntl();
  const query = useCrmQuery(CampaignTemplateDocument, { id });
  return (
    <QueryView query={query}>
      {({ crmTemplate }) => {
        const standard = (crmTemplate?.published?.contents ?? []).filter((one) => one.variant === "");
        const content = standard.find((one) => one.language === language) ?? standard[0];
        if (!crmTemplate || !content) return null;
        return (
          <>
            <SelectField
              label={intl.formatMessage({ id: "campaigns.language" })}
              value={content.language}
              onChange={onLanguage}
              options={standard.map((one) => ({
                value: one.language,
                label: intl.formatDisplayName(one.language, { type: "language" }) ?? one.language,
              }))}
            />
            <Rendered kind={crmTemplate.kind} content={content} />
          </>
        );
      }}
    </QueryView>
  );
}

type Template = NonNullable<CampaignTemplateQuery["crmTemplate"]>;
type Content = NonNullable<Template["published"]>["contents"][number];

function Rendered({ kind, content }: { readonly kind: Template["kind"]; readonly content: Content }) {
  const { language, variant, subject, preheader, body, text } = content;
  const query = useCrmQuery(CampaignTemplatePreviewDocument, {
    kind,
    content: { language, variant, subject, preheader, body, text },
  });
  return (
    <QueryView query={query}>
      {({ crmTemplatePreview: preview }) =>
        preview.fault ? (
          <p role="alert">{preview.fault.message}</p>
        ) : (
          <LetterPreview
            subject={preview.subject ?? ""}
            html={preview.html ?? ""}
            text={preview.text ?? ""}
            language={language}
          />
        )
      }
    </QueryView>
  );
}
