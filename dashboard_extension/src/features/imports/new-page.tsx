/** Where a file is chosen and sent; it goes on with its columns on the page of the import. */
import { useEffect, useRef, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useNavigate } from "react-router";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import {
  ImportCreateDocument,
  ImportFileCompleteDocument,
  ImportKindsDocument,
  type ImportKindsQuery,
} from "../../api/generated/imports";
import { Button, Field, FormErrors, Page, ProgressBar, QueryView, Section, SelectField, Stack } from "../../ui";
import { OptionsForm, saidOptions, type Options } from "./options-form";
import { importPath, IMPORTS } from "./paths";
import { told } from "./told";
import { isTooLarge, MOST_PIECES, uploadFile } from "./upload";

type Kind = ImportKindsQuery["crmImportKinds"][number];

export default function NewImportPage() {
  const intl = useIntl();
  const query = useCrmQuery(ImportKindsDocument, {});
  return (
    <Page
      title={intl.formatMessage({ id: "imports.new" })}
      breadcrumbs={[{ label: intl.formatMessage({ id: "imports.title" }), to: IMPORTS }]}
    >
      <QueryView query={query}>{({ crmImportKinds }) => <FileForm kinds={crmImportKinds} />}</QueryView>
    </Page>
  );
}

function FileForm({ kinds }: { kinds: readonly Kind[] }) {
  const intl = useIntl();
  const [code, setCode] = useState("customers");
  const [options, setOptions] = useState<Options>({});
  const [file, setFile] = useState<File | null>(null);
  const { send, answer, progress, isBroken, isBusy } = useSending();
  const kind = kinds.find((one) => one.code === code);
  const isRefused = file !== null && isTooLarge(file);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (file && kind) void send(file, { kind: code, options: saidOptions(kind.options, options) });
      }}
    >
      <Section title={intl.formatMessage({ id: "imports.what" })}>
        <FormErrors answer={answer} />
        <SelectField
          label={intl.formatMessage({ id: "imports.kind" })}
          help={kind && told(intl, `imports.kind.${kind.code}.help`, "")}
          value={code}
          onChange={(chosen) => {
            setCode(chosen);
            setOptions({});
          }}
          options={kinds.map((one) => ({
            value: one.code,
            label: told(intl, `imports.kind.${one.code}`, one.label),
          }))}
        />
        <Field
          label={intl.formatMessage({ id: "imports.file" })}
          help={intl.formatMessage({ id: "imports.file.help" }, { most: MOST_PIECES })}
          error={isRefused ? intl.formatMessage({ id: "imports.file.tooLarge" }, { most: MOST_PIECES }) : undefined}
          isRequired
        >
          {(control) => (
            <input
              {...control}
              className="crm-input"
              type="file"
              accept=".csv,.txt,.tsv,.xlsx"
              onChange={(event) => {
                setFile(event.target.files?.[0] ?? null);
              }}
            />
          )}
        </Field>
        {kind && <OptionsForm schema={kind.options} options={options} onChange={setOptions} />}
        {progress && (
          <ProgressBar done={progress.done} total={progress.total} label={intl.formatMessage({ id: "imports.sending" })} />
        )}
        {isBroken && (
          <p role="alert" className="crm-field__error">
            <FormattedMessage id="imports.broken" />
          </p>
        )}
        <Stack isRow>
          <Button type="submit" tone="primary" isBusy={isBusy} disabled={file === null || isRefused}>
            <FormattedMessage id={isBroken ? "imports.sendAgain" : "imports.send"} />
          </Button>
        </Stack>
      </Section>
    </form>
  );
}

interface Said {
  readonly kind: string;
  readonly options: Record<string, string>;
}

/** Begins an import, sends the file, says that it is complete, and goes to its page. */
function useSending() {
  const navigate = useNavigate();
  const [create] = useCrmMutation(ImportCreateDocument, { refresh: false });
  const [complete] = useCrmMutation(ImportFileCompleteDocument, { refresh: false });
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const leaving = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    leaving.current = controller;
    return () => {
      controller.abort();
    };
  }, []);

  const send = async (file: File, said: Said): Promise<void> => {
    setIsBusy(true);
    setIsBroken(false);
    const id = await sent(file, said).catch(() => {
      setIsBroken(true);
      return null;
    });
    setIsBusy(false);
    setProgress(null);
    if (id !== null) await navigate(importPath(id));
  };

  const sent = async (file: File, said: Said): Promise<string | null> => {
    const begun = await create({ ...said, fileName: file.name.slice(-200) });
    setAnswer(begun);
    const { crmImport, uploadUrl } = begun.data?.crmImportCreate ?? {};
    if (!begun.ok || !crmImport || !uploadUrl) return null;
    const pieces = await uploadFile({
      url: uploadUrl,
      file,
      signal: leaving.current.signal,
      onProgress: (done, total) => {
        setProgress({ done, total });
      },
    });
    const ended = await complete({ id: crmImport.id, pieces });
    setAnswer(ended);
    return ended.ok ? crmImport.id : null;
  };
  return { send, answer, progress, isBroken, isBusy };
}
