/** A word with a color; the word alone says it. */
import type { ReactNode } from "react";
import { useIntl } from "react-intl";

export type ChipTone = "neutral" | "info" | "success" | "warning" | "critical";

export interface ChipProps {
  tone?: ChipTone;
  children: ReactNode;
  /** Adds a button that takes the chip away; `label` names it: "Remove VIP". */
  onRemove?: { label: string; run: () => void };
}

export function Chip({ tone = "neutral", children, onRemove }: ChipProps) {
  return (
    <span className={`crm-chip crm-chip--${tone}`}>
      {children}
      {onRemove && (
        <button type="button" className="crm-chip__remove" aria-label={onRemove.label} onClick={onRemove.run}>
          <span aria-hidden="true">×</span>
        </button>
      )}
    </span>
  );
}

/** A term with its definition, read and opened by keyboard too. */
export function DefinitionTip({ term, children }: { term: string; children: ReactNode }) {
  const intl = useIntl();
  return (
    <details className="crm-tip">
      <summary aria-label={intl.formatMessage({ id: "ui.definition" }, { term })}>?</summary>
      <div className="crm-tip__text">{children}</div>
    </details>
  );
}
