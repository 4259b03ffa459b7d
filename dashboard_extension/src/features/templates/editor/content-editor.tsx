/** The parts of one content, or the offer to write it where others read something else. */
import { useImperativeHandle, useRef, type MutableRefObject, type Ref } from "react";
import { FormattedMessage } from "react-intl";
import { Button, EmptyState, Field, Stack } from "../../../ui";
import { useWords } from "../words";
import { insteadOf } from "./contents-table";
import { contentAt, partsOf, STANDARD, type Content, type Draft, type Kind, type Part, type Place } from "./draft";
import { readFrom } from "./fall-back";
import { faultsIn, type Fault } from "./faults";
import { insertAt, SourceField, toldOf, type SourceHandle } from "./source-field";

export type Handles = MutableRefObject<Partial<Record<Part, SourceHandle | null>>>;

interface ContentEditorProps {
  readonly kind: Kind;
  readonly content: Content;
  /** Those of this content. */
  readonly faults: readonly Fault[];
  readonly handles: Handles;
  readonly onChange: (content: Content) => void;
  readonly onFocus: (part: Part) => void;
  readonly onInsert: () => void;
  /** Null for the content that there always is. */
  readonly onRemove: (() => void) | null;
}

const ROWS = { body: 20, text: 6 } as const;

export function ContentEditor({ kind, content, faults, handles, onChange, onFocus, onInsert, onRemove }: ContentEditorProps) {
  const { t } = useWords();
  const put = (part: Part) => (value: string) => {
    onChange({ ...content, [part]: value });
  };
  return (
    <Stack>
      <div className="crm-row">
        <Button onClick={onInsert}>
          <FormattedMessage id="templates.insert" />
        </Button>
        {onRemove && (
          <Button tone="tertiary" onClick={onRemove}>
            <FormattedMessage id="templates.remove_content" />
          </Button>
        )}
      </div>
      {partsOf(kind).map((part) => {
        const field = {
          value: content[part],
          onChange: put(part),
          label: t(`part.${part}`),
          isRequired: part === "body" || (part === "subject" && kind === "EMAIL"),
          faults: faultsIn(faults, part),
          onFocus: () => {
            onFocus(part);
          },
          handle: (handle: SourceHandle | null) => {
            handles.current[part] = handle;
          },
        };
        if (part === "subject" || part === "preheader") return <LineField key={part} {...field} />;
        return <SourceField key={part} {...field} rows={ROWS[part]} help={t(`help.${part}.${kind.toLowerCase()}`)} />;
      })}
    </Stack>
  );
}

interface LineFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isRequired: boolean;
  readonly faults: readonly Fault[];
  readonly onFocus: () => void;
  readonly handle: Ref<SourceHandle>;
}

/** A part of one line. */
function LineField({ label, value, onChange, isRequired, faults, onFocus, handle }: LineFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(handle, () => ({
    insert: (text) => {
      if (input.current) insertAt(input.current, text, onChange);
    },
    goTo: () => input.current?.focus(),
  }));
  return (
    <Field label={label} isRequired={isRequired} error={toldOf(faults)}>
      {(control) => (
        <input
          {...control}
          ref={input}
          className="crm-input"
          autoComplete="off"
          value={value}
          onFocus={onFocus}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}

interface MissingContentProps {
  readonly draft: Draft;
  readonly place: Place;
  readonly defaultLanguage: string;
  readonly onWrite: (content: Content) => void;
}

/** Nobody reads nothing: says what is read instead, and begins with a copy of that. */
export function MissingContent({ draft, place, defaultLanguage, onWrite }: MissingContentProps) {
  const words = useWords();
  const from = readFrom(draft, place, defaultLanguage);
  const model = from && contentAt(draft, from);
  return (
    <EmptyState
      title={words.t("missing.title", {
        language: words.language(place.language),
        variant: place.variant === STANDARD ? "" : words.variant(place.variant),
      })}
      text={insteadOf(words, draft, place, defaultLanguage)}
      action={
        model && (
          <Button
            tone="primary"
            onClick={() => {
              onWrite({ ...model, ...place });
            }}
          >
            <FormattedMessage id="templates.missing.write" values={{ language: words.language(model.language) }} />
          </Button>
        )
      }
    />
  );
}
