/** A source with the numbers of its lines, marked where something is wrong. */
import { useImperativeHandle, useRef, type Ref } from "react";
import { classes } from "../../../ui/classes";
import { Field } from "../../../ui";
import type { Fault } from "./faults";

export interface SourceHandle {
  /** Puts text at the cursor, in place of what is selected there. */
  insert: (text: string) => void;
  /** Goes to a line; to the beginning where it is not known. */
  goTo: (line: number | null) => void;
}

interface SourceFieldProps {
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly faults: readonly Fault[];
  readonly rows: number;
  readonly isRequired?: boolean;
  readonly onFocus: () => void;
  readonly handle: Ref<SourceHandle>;
}

export function SourceField({ label, help, value, onChange, faults, rows, isRequired = false, onFocus, handle }: SourceFieldProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLOListElement>(null);
  useImperativeHandle(handle, () => ({
    insert: (text) => {
      if (area.current) insertAt(area.current, text, onChange);
    },
    goTo: (line) => {
      if (area.current) selectLine(area.current, line);
    },
  }));
  return (
    <Field label={label} isRequired={isRequired} error={toldOf(faults)} {...(help === undefined ? {} : { help })}>
      {(control) => (
        <div className="crm-source">
          <ol ref={gutter} className="crm-source__gutter" aria-hidden="true">
            {value.split("\n").map((_, place) => (
              // A line has no name but its number.
              <li key={place} className={classes(faults.some(({ line }) => line === place + 1) && "crm-source__line--faulty")}>
                {place + 1}
              </li>
            ))}
          </ol>
          <textarea
            {...control}
            ref={area}
            className="crm-input crm-source__text"
            rows={rows}
            wrap="off"
            spellCheck={false}
            autoCapitalize="off"
            value={value}
            onFocus={onFocus}
            onScroll={(event) => {
              if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
            }}
            onChange={(event) => {
              onChange(event.target.value);
            }}
          />
        </div>
      )}
    </Field>
  );
}

/** What is said below the field; nothing where all is well. */
export function toldOf(faults: readonly Fault[]): string | undefined {
  return faults.length === 0 ? undefined : faults.map(({ message }) => message).join(" ");
}

/** By the browser's own command, so that it can be undone by its keys; by hand where there is none. */
export function insertAt(area: HTMLTextAreaElement | HTMLInputElement, text: string, onChange: (value: string) => void): void {
  area.focus();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else keeps the browser's undo
  if (typeof document.execCommand === "function" && document.execCommand("insertText", false, text)) return;
  const { value, selectionStart, selectionEnd } = area;
  const from = selectionStart ?? value.length;
  const until = selectionEnd ?? from;
  onChange(value.slice(0, from) + text + value.slice(until));
}

function selectLine(area: HTMLTextAreaElement, line: number | null): void {
  const lines = area.value.split("\n");
  const place = Math.min((line ?? 1) - 1, lines.length - 1);
  const from = lines.slice(0, place).reduce((sum, each) => sum + each.length + 1, 0);
  area.focus();
  area.setSelectionRange(from, line === null ? from : from + (lines[place] ?? "").length);
  const height = area.scrollHeight / lines.length;
  area.scrollTop = Math.max(0, place * height - area.clientHeight / 2);
}
