/** Whom each variant is for: the first whose conditions all hold is what somebody reads. */
import { FormattedMessage } from "react-intl";
import { useCrmQuery } from "../../../api";
import { TemplateToolsDocument } from "../../../api/generated/templates";
import { Button, QueryView, Section, SelectField, Stack, TextField } from "../../../ui";
import { useWords } from "../words";
import { OPERATORS, type Condition, type Variant } from "./draft";

interface VariantsSectionProps {
  readonly variants: readonly Variant[];
  readonly onChange: (variant: Variant) => void;
  readonly onEarlier: (code: string) => void;
  readonly onRemove: (code: string) => void;
}

export function VariantsSection({ variants, onChange, onEarlier, onRemove }: VariantsSectionProps) {
  const { t } = useWords();
  const query = useCrmQuery(TemplateToolsDocument, {});
  if (variants.length === 0) return null;
  return (
    <Section title={t("variants.title")} text={t("variants.text")}>
      <QueryView query={query}>
        {({ crmTemplateTraits }) => (
          <ol className="crm-stack">
            {variants.map((variant, place) => (
              <li key={variant.code}>
                <VariantFields
                  variant={variant}
                  traits={crmTemplateTraits}
                  onChange={onChange}
                  onEarlier={place === 0 ? null : onEarlier}
                  onRemove={onRemove}
                />
              </li>
            ))}
          </ol>
        )}
      </QueryView>
    </Section>
  );
}

interface VariantFieldsProps {
  readonly variant: Variant;
  readonly traits: readonly { readonly code: string; readonly name: string }[];
  readonly onChange: (variant: Variant) => void;
  /** Null for the first. */
  readonly onEarlier: ((code: string) => void) | null;
  readonly onRemove: (code: string) => void;
}

function VariantFields({ variant, traits, onChange, onEarlier, onRemove }: VariantFieldsProps) {
  const { t, word } = useWords();
  const put = (conditions: readonly Condition[]): void => {
    onChange({ ...variant, conditions });
  };
  const options = traits.map(({ code, name }) => ({ value: code, label: labelOf(word("trait", code), code, name) }));
  return (
    <fieldset className="crm-variant">
      <legend>{variant.code}</legend>
      <Stack>
        {variant.conditions.map((condition, place) => (
          <ConditionFields
            // Conditions have no name of their own, and none is moved.
            key={place}
            condition={condition}
            traits={options}
            onChange={(changed) => {
              put(variant.conditions.map((one, at) => (at === place ? changed : one)));
            }}
            onRemove={
              variant.conditions.length === 1
                ? null
                : () => {
                    put(variant.conditions.filter((_, at) => at !== place));
                  }
            }
          />
        ))}
        <div className="crm-row">
          <Button
            tone="tertiary"
            onClick={() => {
              put([...variant.conditions, newCondition()]);
            }}
          >
            <FormattedMessage id="templates.variants.add_condition" />
          </Button>
          {onEarlier && (
            <Button
              tone="tertiary"
              label={t("variants.earlier_of", { variant: variant.code })}
              onClick={() => {
                onEarlier(variant.code);
              }}
            >
              <FormattedMessage id="templates.variants.earlier" />
            </Button>
          )}
          <Button
            tone="tertiary"
            label={t("variants.remove_of", { variant: variant.code })}
            onClick={() => {
              onRemove(variant.code);
            }}
          >
            <FormattedMessage id="templates.variants.remove" />
          </Button>
        </div>
      </Stack>
    </fieldset>
  );
}

export function newCondition(): Condition {
  return { attribute: "city", operator: "is", values: [] };
}

/** Our word for it; the API's own name for what an add-on has brought. */
function labelOf(word: string, code: string, name: string): string {
  return word === code ? name : word;
}

interface ConditionFieldsProps {
  readonly condition: Condition;
  readonly traits: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (condition: Condition) => void;
  /** Null for the only one. */
  readonly onRemove: (() => void) | null;
}

function ConditionFields({ condition, traits, onChange, onRemove }: ConditionFieldsProps) {
  const { t } = useWords();
  return (
    <div className="crm-variant__condition">
      <SelectField
        label={t("variants.trait")}
        value={condition.attribute}
        options={traits}
        onChange={(attribute) => {
          onChange({ ...condition, attribute });
        }}
      />
      <SelectField
        label={t("variants.operator")}
        value={condition.operator}
        options={OPERATORS.map((operator) => ({ value: operator, label: t(`operator.${operator}`) }))}
        onChange={(operator) => {
          onChange({ ...condition, operator });
        }}
      />
      <TextField
        label={t("variants.values")}
        help={t("variants.values_help")}
        value={condition.values.join(",")}
        isRequired
        onChange={(text) => {
          onChange({ ...condition, values: text === "" ? [] : text.split(/[,，]/) });
        }}
      />
      {onRemove && (
        <Button tone="tertiary" onClick={onRemove}>
          <FormattedMessage id="templates.variants.remove_condition" />
        </Button>
      )}
    </div>
  );
}
