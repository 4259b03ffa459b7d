/** The content as somebody would read it: with examples, or as a customer of the shop. */
import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { useCrmQuery } from "../../api";
import { TemplatePreviewDocument } from "../../api/generated/templates";
import { QueryView, Section, TextField, useDebounced } from "../../ui";
import { LetterPreview } from "../../ui/letter-preview";
import { ownNamesIn, type Content, type Kind } from "./editor/draft";
import { PersonPicker, type Reader } from "./person-picker";
import { useWords } from "./words";

interface PreviewPaneProps {
  readonly kind: Kind;
  readonly content: Content;
}

const REST_MS = 500;

export function PreviewPane({ kind, content }: PreviewPaneProps) {
  const { t } = useWords();
  const [reader, setReader] = useState<Reader | null>(null);
  const [own, setOwn] = useState<Readonly<Record<string, string>>>({});
  const names = ownNamesIn(content);
  return (
    <Section title={t("preview")}>
      <PersonPicker reader={reader} onChange={setReader} />
      {names.length > 0 && (
        <div className="crm-filters">
          {names.map((name) => (
            <TextField
              key={name}
              label={`own.${name}`}
              value={own[name] ?? name}
              onChange={(value) => {
                setOwn({ ...own, [name]: value });
              }}
            />
          ))}
        </div>
      )}
      <Rendered
        kind={kind}
        content={content}
        reader={reader}
        own={Object.fromEntries(names.map((name) => [name, own[name] ?? name]))}
      />
    </Section>
  );
}

interface RenderedProps extends PreviewPaneProps {
  readonly reader: Reader | null;
  readonly own: Readonly<Record<string, string>>;
}

export function Rendered({ kind, content, reader, own }: RenderedProps) {
  const { t } = useWords();
  const input = { own, ...(reader && inputOf(reader)) };
  const asked = useDebounced(JSON.stringify({ kind, content, input }), REST_MS);
  const query = useCrmQuery(TemplatePreviewDocument, JSON.parse(asked) as { kind: Kind; content: Content; input: typeof input });
  return (
    <QueryView query={query}>
      {({ crmTemplatePreview: { subject, html, text, links, fault } }) =>
        fault ? (
          <p role="status" className="crm-field__error">
            <FormattedMessage id="templates.preview_fault" />{" "}
            {fault.line !== null && t("faults.line", { line: fault.line })} {fault.message}
          </p>
        ) : (
          <LetterPreview
            subject={subject ?? ""}
            html={html ?? ""}
            text={text ?? ""}
            language={content.language}
            links={links}
          />
        )
      }
    </QueryView>
  );
}

function inputOf({ id, order, channel }: Reader) {
  return { profile: id, ...(order && { order }), ...(channel && { channel }) };
}
