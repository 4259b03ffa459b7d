/** What each column of a file is, as it was guessed by the headers, to be put right. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import { ImportKindsDocument, ImportMapDocument, type ImportKindsQuery } from "../../api/generated/imports";
import { Button, FormErrors, QueryView, Section, SelectField, TextField, useToast } from "../../ui";
import type { WholeImport } from "./import-page";
import { OptionsForm, saidOptions, type Options } from "./options-form";
import { told } from "./told";

type Kind = ImportKindsQuery["crmImportKinds"][number];

const ATTRIBUTE = "attribute:";
/** Stands for a column that is left out; no field is called so. */
const LEFT_OUT = "-";
const OWN_ATTRIBUTE = "attribute";

export function ColumnsForm({ job }: { job: WholeImport }) {
  const intl = useIntl();
  const query = useCrmQuery(ImportKindsDocument, {});
  return (
    <Section
      title={intl.formatMessage({ id: "imports.columns" })}
      text={<FormattedMessage id="imports.columns.text" />}
    >
      <QueryView query={query}>
        {({ crmImportKinds }) => {
          const kind = crmImportKinds.find(({ code }) => code === job.kind);
          return kind && <Mapping job={job} kind={kind} />;
        }}
      </QueryView>
    </Section>
  );
}

function Mapping({ job, kind }: { job: WholeImport; kind: Kind }) {
  const intl = useIntl();
  const toast = useToast();
  const [fields, setFields] = useState(() => job.columns.map(({ field }) => field));
  const [options, setOptions] = useState(() => textsOf(job.options));
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  const [map, { fetching }] = useCrmMutation(ImportMapDocument);
  const missing = kind.fields.filter(({ code, isRequired }) => isRequired && !fields.includes(code));

  const save = async (): Promise<void> => {
    const done = await map({ id: job.id, fields, options: saidOptions(kind.options, options) });
    setAnswer(done);
    if (done.ok) toast({ status: "success", title: intl.formatMessage({ id: "imports.columns.saved" }), text: "" });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <FormErrors answer={answer} />
      <div className="crm-stack">
        {job.columns.map(({ header }, place) => (
          // Two columns may have the same header.
          <ColumnField
            key={place}
            header={header}
            kind={kind}
            field={fields[place] ?? ""}
            onChange={(field) => {
              setFields((before) => before.map((one, index) => (index === place ? field : one)));
            }}
          />
        ))}
        <OptionsForm schema={kind.options} options={options} onChange={setOptions} />
        {missing.length > 0 && (
          <p className="crm-field__error" role="status">
            <FormattedMessage
              id="imports.columns.missing"
              values={{ fields: intl.formatList(missing.map((one) => fieldName(one, intl))) }}
            />
          </p>
        )}
        <div>
          <Button type="submit" isBusy={fetching} disabled={missing.length > 0}>
            <FormattedMessage id="imports.columns.save" />
          </Button>
        </div>
      </div>
    </form>
  );
}

interface ColumnFieldProps {
  readonly header: string;
  readonly kind: Kind;
  readonly field: string;
  readonly onChange: (field: string) => void;
}

function ColumnField({ header, kind, field, onChange }: ColumnFieldProps) {
  const intl = useIntl();
  const isAttribute = field.startsWith(ATTRIBUTE);
  const chosen = isAttribute ? OWN_ATTRIBUTE : field || LEFT_OUT;
  const options = [
    { value: LEFT_OUT, label: intl.formatMessage({ id: "imports.columns.leaveOut" }) },
    ...kind.fields.map((one) => ({ value: one.code, label: fieldName(one, intl) })),
    ...(kind.takesAttributes
      ? [{ value: OWN_ATTRIBUTE, label: intl.formatMessage({ id: "imports.columns.attribute" }) }]
      : []),
  ];
  return (
    <div className="crm-row">
      <SelectField
        label={intl.formatMessage({ id: "imports.columns.of" }, { header })}
        value={chosen}
        options={options}
        onChange={(value) => {
          if (value === OWN_ATTRIBUTE) onChange(ATTRIBUTE + attributeName(header));
          else onChange(value === LEFT_OUT ? "" : value);
        }}
      />
      {isAttribute && (
        <TextField
          label={intl.formatMessage({ id: "imports.columns.attributeName" }, { header })}
          value={field.slice(ATTRIBUTE.length)}
          maxLength={64}
          onChange={(name) => {
            onChange(ATTRIBUTE + name);
          }}
        />
      )}
    </div>
  );
}

function fieldName(field: Kind["fields"][number], intl: ReturnType<typeof useIntl>): string {
  return told(intl, `imports.field.${field.code}`, field.label);
}

function attributeName(header: string): string {
  return header.trim().toLowerCase().replaceAll(/\s+/g, "_").slice(0, 64);
}

function textsOf(options: unknown): Options {
  return Object.fromEntries(
    Object.entries((options ?? {}) as Record<string, unknown>).filter(
      (one): one is [string, string] => typeof one[1] === "string",
    ),
  );
}
