/** In which languages and for whom it is written, and what everybody else reads instead. */
import { FormattedMessage } from "react-intl";
import { Button, Chip, HiddenText } from "../../../ui";
import { useWords, type Words } from "../words";
import { contentAt, languagesOf, STANDARD, variantCodesOf, type Draft, type Place } from "./draft";
import { readFrom } from "./fall-back";
import { faultsAt, type Fault } from "./faults";

interface ContentsTableProps {
  readonly draft: Draft;
  readonly defaultLanguage: string;
  readonly faults: readonly Fault[];
  readonly selected: Place;
  readonly onSelect: (place: Place) => void;
  readonly onAddLanguage: () => void;
  readonly onAddVariant: () => void;
}

export function ContentsTable(props: ContentsTableProps) {
  const { t, language, variant } = useWords();
  const languages = languagesOf(props.draft, props.defaultLanguage);
  return (
    <>
      <div className="crm-table__frame">
        <table className="crm-contents">
          <caption className="crm-hidden">{t("contents")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("for_whom")}</th>
              {languages.map((tag) => (
                <th key={tag} scope="col" lang={tag}>
                  {language(tag)}
                  {tag === props.defaultLanguage && <small> {t("default_mark")}</small>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {variantCodesOf(props.draft).map((code) => (
              <tr key={code}>
                <th scope="row">{variant(code)}</th>
                {languages.map((tag) => (
                  <td key={tag}>
                    <Cell {...props} place={{ language: tag, variant: code }} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="crm-row">
        <Button tone="tertiary" onClick={props.onAddLanguage}>
          <FormattedMessage id="templates.add_language" />
        </Button>
        <Button tone="tertiary" onClick={props.onAddVariant}>
          <FormattedMessage id="templates.add_variant" />
        </Button>
      </div>
    </>
  );
}

function Cell({ draft, defaultLanguage, faults, selected, onSelect, place }: ContentsTableProps & { readonly place: Place }) {
  const words = useWords();
  const isSelected = selected.language === place.language && selected.variant === place.variant;
  const count = faultsAt(faults, place).length;
  const isWritten = contentAt(draft, place) !== undefined;
  const label = `${words.variant(place.variant)}, ${words.language(place.language)}`;
  const said = isWritten ? words.t("written") : insteadOf(words, draft, place, defaultLanguage);
  return (
    <button
      type="button"
      className={isWritten ? "crm-contents__cell" : "crm-contents__cell crm-contents__cell--missing"}
      aria-pressed={isSelected}
      onClick={() => {
        onSelect(place);
      }}
    >
      <span>
        <HiddenText>{label}:</HiddenText> {said}
      </span>
      {count > 0 && (
        <>
          <HiddenText>, {words.t("faults.title", { count })}</HiddenText>
          <span aria-hidden="true">
            <Chip tone="critical">{count}</Chip>
          </span>
        </>
      )}
    </button>
  );
}

/** What somebody reads whose place is empty, in a few words. */
export function insteadOf(words: Words, draft: Draft, place: Place, defaultLanguage: string): string {
  const from = readFrom(draft, place, defaultLanguage);
  if (from === null) return words.t("nothing_to_read");
  const isStandardInstead = place.variant !== STANDARD && from.variant === STANDARD;
  return words.t(isStandardInstead ? "reads_standard" : "reads", { language: words.language(from.language) });
}
