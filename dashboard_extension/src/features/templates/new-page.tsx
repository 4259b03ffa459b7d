/** Where a template gets its name, its channel and its purpose; what it says is written next. */
import { useState, type FormEvent } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useNavigate } from "react-router";
import { useCrmMutation, type MutationAnswer } from "../../api";
import { TemplateCreateDocument, type TemplateCreateMutation } from "../../api/generated/templates";
import { Button, FormErrors, LinkButton, Page, Section, SelectField, Stack, TextField, useDraft } from "../../ui";
import { isLanguageTag } from "./editor/draft";
import { KINDS } from "./filter";
import { ListField } from "./list-field";
import { codeOf, isComplete, LONGEST_CODE, LONGEST_NAME, NOTHING, PURPOSES, type NewTemplate } from "./new-template";
import { templatePath, TEMPLATES } from "./paths";
import { useWords } from "./words";

const FIELDS = ["name", "code", "purpose", "listCode", "defaultLanguage"];

export default function NewTemplatePage() {
  const intl = useIntl();
  const navigate = useNavigate();
  const { t } = useWords();
  const [asked, setAsked, forget] = useDraft<NewTemplate>("template:new", { ...NOTHING, defaultLanguage: intl.locale.toLowerCase() });
  const [answer, setAnswer] = useState<MutationAnswer<TemplateCreateMutation> | null>(null);
  const [create, { fetching }] = useCrmMutation(TemplateCreateDocument);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { isCodeOwn: _, ...input } = asked;
    const made = await create({ input });
    setAnswer(made);
    const id = made.data?.crmTemplateCreate?.template?.id;
    if (!made.ok || id === undefined) return;
    forget();
    await navigate(templatePath(id));
  };
  return (
    <Page title={t("new")} breadcrumbs={[{ label: t("title"), to: TEMPLATES }]}>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Section title={t("new")} hideTitle>
          <FormErrors answer={answer} shown={FIELDS} />
          <Fields
            asked={asked}
            fieldErrors={answer?.fieldErrors ?? {}}
            onChange={(changes) => {
              setAsked({ ...asked, ...changes });
            }}
          />
          <Stack isRow>
            <Button type="submit" tone="primary" isBusy={fetching} disabled={!isComplete(asked)}>
              <FormattedMessage id="templates.create" />
            </Button>
            <LinkButton to={TEMPLATES}>
              <FormattedMessage id="ui.cancel" />
            </LinkButton>
          </Stack>
        </Section>
      </form>
    </Page>
  );
}

interface FieldsProps {
  readonly asked: NewTemplate;
  readonly fieldErrors: Readonly<Record<string, string>>;
  readonly onChange: (changes: Partial<NewTemplate>) => void;
}

function Fields({ asked, fieldErrors, onChange }: FieldsProps) {
  const { t, word, language } = useWords();
  return (
    <>
      <TextField
        label={t("name")}
        value={asked.name}
        maxLength={LONGEST_NAME}
        error={fieldErrors["name"]}
        isRequired
        onChange={(name) => {
          onChange({ name, ...(!asked.isCodeOwn && { code: codeOf(name) }) });
        }}
      />
      <TextField
        label={t("code")}
        help={t("code_help")}
        value={asked.code}
        maxLength={LONGEST_CODE}
        error={fieldErrors["code"]}
        isRequired
        onChange={(code) => {
          onChange({ code, isCodeOwn: code !== "" });
        }}
      />
      <SelectField
        label={t("kind")}
        help={t("kind_help")}
        value={asked.kind}
        onChange={(kind) => {
          onChange({ kind });
        }}
        options={KINDS.map((kind) => ({ value: kind, label: word("kind", kind) }))}
      />
      <SelectField
        label={t("purpose")}
        help={t("purpose_help")}
        value={asked.purpose}
        error={fieldErrors["purpose"]}
        onChange={(purpose) => {
          onChange({ purpose });
        }}
        options={PURPOSES.map((purpose) => ({ value: purpose, label: word("purpose", purpose) }))}
      />
      {asked.purpose === "marketing" && (
        <ListField
          value={asked.listCode}
          error={fieldErrors["listCode"]}
          onChange={(listCode) => {
            onChange({ listCode });
          }}
        />
      )}
      <TextField
        label={t("default_language")}
        help={isLanguageTag(asked.defaultLanguage) ? language(asked.defaultLanguage) : t("language_tag_help")}
        value={asked.defaultLanguage}
        error={fieldErrors["defaultLanguage"]}
        isRequired
        onChange={(tag) => {
          onChange({ defaultLanguage: tag.trim().toLowerCase() });
        }}
      />
    </>
  );
}
