/** A field for the name in each language. */
import { useIntl } from "react-intl";
import { TextField } from "../../ui";
import type { Names } from "./names";

interface NamesFieldsProps {
  languages: readonly string[];
  names: Names;
  /** What counts where nothing is written. */
  fallbacks?: Names;
  maxLength: number;
  onChange: (names: Names) => void;
}

export function NamesFields({ languages, names, fallbacks = {}, maxLength, onChange }: NamesFieldsProps) {
  const intl = useIntl();
  return languages.map((language) => (
    <TextField
      key={language}
      label={intl.formatMessage(
        { id: "settings.nameIn" },
        { language: intl.formatDisplayName(language, { type: "language" }) ?? language },
      )}
      maxLength={maxLength}
      value={names[language] ?? ""}
      {...(fallbacks[language] === undefined ? {} : { placeholder: fallbacks[language] })}
      onChange={(name) => {
        onChange({ ...names, [language]: name });
      }}
    />
  ));
}
