/** Where a template gets its name, its channel and its purpose; what it says is written next. */
import { useState, type FormEvent } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useNavigate } from "react-router";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import { TemplateCreateDocument, TemplateListsDocument, type TemplateCreateMutation } from "../../api/generated/templates";
import { Button, FormErrors, LinkButton, Page, Section, SelectField, Stack, TextField, useDraft } from "../../ui";
import { isLanguageTag } from "./editor/draft";
import { KINDS } from "./filter";
import { codeOf, isComplete, NOTHING, PURPOSES, type NewTemplate } from "./new-template";
import { templatePath, TEMPLATES } from "./paths";
import { useWords } from "./words";

const FIELDS = ["name", "code", "purpose", "listCode", "defaultLanguage"];
const WHOLE_CHANNEL = "-";
const LONGEST_NAME = 160;
const LONGEST_CODE = 64;

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
      {asked.purpose === "marketing" && <ListField asked={asked} error={fieldErrors["listCode"]} onChange={onChange} />}
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

interface ListFieldProps {
  readonly asked: NewTemplate;
  readonly error: string | undefined;
  readonly onChange: (changes: Partial<NewTemplate>) => void;
}

/** A list that is in use already; without one, whoever unsubscribes leaves the whole channel. */
function ListField({ asked, error, onChange }: ListFieldProps) {
  const intl = useIntl();
  const { t } = useWords();
  const query = useCrmQuery(TemplateListsDocument, { language: intl.locale });
  return (
    <SelectField
      label={t("list")}
      help={t("list_help")}
      value={asked.listCode || WHOLE_CHANNEL}
      error={error}
      onChange={(list) => {
        onChange({ listCode: list === WHOLE_CHANNEL ? "" : list });
      }}
      options={[
        { value: WHOLE_CHANNEL, label: t("list_none") },
        ...(query.data?.crmMessageLists ?? []).map(({ code, name }) => ({ value: code, label: name })),
      ]}
    />
  );
}
