/** The list that a reader leaves by unsubscribing: one in use, or a new one; without one it is the whole channel. */
import { useState } from "react";
import { useIntl } from "react-intl";
import { useCrmQuery } from "../../api";
import { TemplateListsDocument } from "../../api/generated/templates";
import { SelectField, TextField } from "../../ui";
import { useWords } from "./words";

const WHOLE_CHANNEL = "-";
const NEW_LIST = "+";
const LONGEST_CODE = 64;

interface ListFieldProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly isDisabled?: boolean;
  readonly onChange: (listCode: string) => void;
}

export function ListField({ value, error, isDisabled = false, onChange }: ListFieldProps) {
  const intl = useIntl();
  const { t } = useWords();
  const query = useCrmQuery(TemplateListsDocument, { language: intl.locale });
  const [isNew, setIsNew] = useState(false);
  const known = new Map((query.data?.crmMessageLists ?? []).map(({ code, name }) => [code, name]));
  if (value !== "" && !isNew && !known.has(value)) known.set(value, value);
  return (
    <>
      <SelectField
        label={t("list")}
        help={t("list_help")}
        isDisabled={isDisabled}
        value={isNew ? NEW_LIST : value || WHOLE_CHANNEL}
        error={isNew ? undefined : error}
        onChange={(list) => {
          setIsNew(list === NEW_LIST);
          onChange(list === WHOLE_CHANNEL || list === NEW_LIST ? "" : list);
        }}
        options={[
          { value: WHOLE_CHANNEL, label: t("list_none") },
          ...[...known].map(([code, name]) => ({ value: code, label: name })),
          { value: NEW_LIST, label: t("list_new") },
        ]}
      />
      {isNew && (
        <TextField
          label={t("list_code")}
          help={t("list_code_help")}
          isDisabled={isDisabled}
          maxLength={LONGEST_CODE}
          value={value}
          error={error}
          onChange={(code) => {
            onChange(code.trim().toLowerCase());
          }}
        />
      )}
    </>
  );
}
