/** What is wrong with the draft, each with its place; pressing one goes there. */
import { FormattedMessage } from "react-intl";
import { Chip, Section } from "../../../ui";
import { classes } from "../../../ui/classes";
import { useWords } from "../words";
import { placeOf, type Fault, type FaultPlace } from "./faults";

interface FaultListProps {
  readonly faults: readonly Fault[];
  /** Whether they are those of what is on screen, not of what was saved before. */
  readonly isCurrent: boolean;
  readonly onGo: (place: FaultPlace, line: number | null) => void;
}

export function FaultList({ faults, isCurrent, onGo }: FaultListProps) {
  const { t } = useWords();
  return (
    <Section title={t("faults.title", { count: faults.length })}>
      <p role="status" aria-busy={!isCurrent || undefined} className={classes(faults.length > 0 && "crm-hidden")}>
        {faults.length > 0 && t("faults.title", { count: faults.length })}
        {faults.length === 0 && <FormattedMessage id={isCurrent ? "templates.faults.none" : "templates.faults.checking"} />}
      </p>
      {faults.length > 0 && (
        <ul className="crm-faults">
          {faults.map((fault, place) => (
            // Two faults may be alike in everything.
            <li key={place}>
              <FaultButton fault={fault} onGo={onGo} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function FaultButton({ fault, onGo }: { readonly fault: Fault; readonly onGo: FaultListProps["onGo"] }) {
  const { t, word, language, variant } = useWords();
  const place = placeOf(fault);
  const where = [language(place.language), place.variant && variant(place.variant), place.part && t(`part.${place.part}`)];
  const line = fault.line === null ? "" : t("faults.line", { line: fault.line });
  return (
    <button
      type="button"
      className="crm-faults__fault"
      onClick={() => {
        onGo(place, fault.line);
      }}
    >
      <span className="crm-row">
        <Chip tone={fault.isWarning ? "warning" : "critical"}>
          <FormattedMessage id={fault.isWarning ? "templates.faults.warning" : "templates.faults.error"} />
        </Chip>
        <strong>{word("fault", fault.code)}</strong>
      </span>
      <span className="crm-faults__place">{[...where, line].filter(Boolean).join(" · ")}</span>
      <span>{fault.message}</span>
    </button>
  );
}
