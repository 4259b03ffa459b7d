/** The templates that come with the plugin, to begin with. */
import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { useNavigate } from "react-router";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import { TemplateInstallDocument, TemplateReadyMadeDocument, type TemplateReadyMadeQuery } from "../../api/generated/templates";
import { Button, Chip, DataTable, FormErrors, LinkButton, Page, QueryView, Section } from "../../ui";
import { templatePath, TEMPLATES } from "./paths";
import { useWords } from "./words";

type ReadyMade = TemplateReadyMadeQuery["crmReadyMadeTemplates"][number];

export default function ReadyMadeTemplatesPage() {
  const { t, word, language } = useWords();
  const navigate = useNavigate();
  const query = useCrmQuery(TemplateReadyMadeDocument, {});
  const [install] = useCrmMutation(TemplateInstallDocument);
  const [busy, setBusy] = useState<string | null>(null);
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  // A newer server may have more of them: those are called as it calls them.
  const nameOf = ({ code, name }: ReadyMade) => {
    const words = word("ready_made_name", code);
    return words === code ? name : words;
  };
  const there = new Map(query.data?.crmTemplates.map((one) => [one.code, one.id]));

  const add = async ({ code }: ReadyMade): Promise<void> => {
    setBusy(code);
    const installed = await install({ codes: [code] });
    setBusy(null);
    setAnswer(installed);
    const id = installed.data?.crmTemplatesInstall?.templates?.[0]?.id;
    if (installed.ok && id !== undefined) await navigate(templatePath(id));
  };
  const act = (row: ReadyMade) => {
    const id = there.get(row.code);
    if (id !== undefined) {
      return (
        <span className="crm-row">
          <Chip tone="success">{t("is_installed")}</Chip>
          <LinkButton to={templatePath(id)}>
            <FormattedMessage id="templates.open" />
          </LinkButton>
        </span>
      );
    }
    return (
      <Button isBusy={busy === row.code} label={t("install_one", { name: nameOf(row) })} onClick={() => void add(row)}>
        <FormattedMessage id="templates.install" />
      </Button>
    );
  };
  return (
    <Page title={t("ready_made")} breadcrumbs={[{ label: t("title"), to: TEMPLATES }]}>
      <Section title={t("ready_made")} hideTitle text={<FormattedMessage id="templates.ready_made_text" />}>
        <FormErrors answer={answer} />
        <QueryView query={query}>
          {({ crmReadyMadeTemplates }) => (
            <DataTable
              caption={t("ready_made")}
              rows={crmReadyMadeTemplates}
              rowKey={({ code }) => code}
              columns={[
                { key: "name", title: t("name"), render: nameOf },
                { key: "kind", title: t("kind"), render: ({ kind }) => word("kind", kind) },
                { key: "purpose", title: t("purpose"), render: ({ purpose }) => word("purpose", purpose) },
                { key: "languages", title: t("languages"), render: ({ languages }) => languages.map(language).join(", ") },
                { key: "actions", title: t("actions"), render: act },
              ]}
            />
          )}
        </QueryView>
      </Section>
    </Page>
  );
}
