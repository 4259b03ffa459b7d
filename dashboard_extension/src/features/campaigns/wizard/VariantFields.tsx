/** One variant: its template, for whom it is, its share, and how it looks. */
import { FormattedMessage, useIntl } from "react-intl";

import { Button, MultiSelectField, NumberField, Section, SelectField, TextField } from "../../../ui";
import { ATTRIBUTES, type Condition, type VariantDraft } from "../definition";
import { wordOf } from "../words";
import type { StepProps } from "./stepProps";
import { TemplateLook } from "./TemplateLook";

const WHOLE_PERCENT = 100;

interface Props extends StepProps {
  readonly variant: VariantDraft;
  readonly place: number;
  readonly onChange: (changes: Partial<VariantDraft>) => void;
  readonly onRemove: (() => void) | undefined;
}

export function VariantFields(props: Props) {
  const intl = useIntl();
  const { wizard, templates, errors, variant, place, onChange, onRemove } = props;
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  const path = `definition.content.variants.${place}`;
  const isAlone = wizard.draft.variants.length === 1;
  const fitting = templates.filter((one) => one.published && one.purpose === wizard.draft.purpose);
  const chosen = templates.find((one) => one.code === variant.template);
  const isGone = variant.template !== "" && !fitting.some((one) => one.code === variant.template);
  return (
    <Section
      title={intl.formatMessage({ id: "campaigns.variant" }, { key: variant.key })}
      actions={
        onRemove && (
          <Button onClick={onRemove}>
            <FormattedMessage id="campaigns.remove_variant" values={{ key: variant.key }} />
          </Button>
        )
      }
    >
      <SelectField
        label={word("template")}
        help={fitting.length === 0 ? word("template_none") : word("template_help")}
        value={variant.template}
        placeholder={word("template_choose")}
        onChange={(template) => {
          onChange({ template });
        }}
        options={[
          ...fitting.map((one) => ({ value: one.code, label: one.name })),
          ...(isGone ? [{ value: variant.template, label: variant.template }] : []),
        ]}
        error={errors[`${path}.template`]}
      />
      {!isAlone && <Fitting {...props} path={path} />}
      {chosen?.published && <TemplateLook id={chosen.id} name={chosen.name} language={chosen.defaultLanguage} />}
    </Section>
  );
}

function Fitting({ segments, errors, variant, onChange, path }: Props & { readonly path: string }) {
  const intl = useIntl();
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  return (
        <>
          <NumberField
            label={word("share")}
            help={word("share_help")}
            value={variant.share === null ? null : variant.share / WHOLE_PERCENT}
            onChange={(percent) => {
              onChange({ share: percent === null ? null : Math.round(percent * WHOLE_PERCENT) });
            }}
            min={0}
            max={100}
            error={errors[`${path}.share_basis_points`]}
          />
          <MultiSelectField
            label={word("fitting_segments")}
            help={word("fitting_help")}
            values={variant.segments.map(String)}
            onChange={(values) => {
              onChange({ segments: values.map(Number) });
            }}
            options={segments.map((one) => ({ value: String(one.number), label: one.name }))}
            error={errors[`${path}.fitting.segments.0`]}
          />
          <Conditions path={path} errors={errors} conditions={variant.conditions} onChange={onChange} />
        </>
  );
}

interface ConditionProps {
  readonly path: string;
  readonly errors: StepProps["errors"];
  readonly conditions: readonly Condition[];
  readonly onChange: (changes: Partial<VariantDraft>) => void;
}

function Conditions({ path, errors, conditions, onChange }: ConditionProps) {
  const intl = useIntl();
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  const replace = (place: number, changes: Partial<Condition>) => {
    onChange({ conditions: conditions.map((one, other) => (other === place ? { ...one, ...changes } : one)) });
  };
  return (
    <fieldset className="crm-campaign-conditions">
      <legend>{word("conditions")}</legend>
      {conditions.map((condition, place) => (
        // Conditions have no name of their own: their place is what tells them apart.
        <div className="crm-campaign-condition" key={place}>
          <SelectField
            label={word("attribute")}
            value={condition.attribute}
            onChange={(attribute) => {
              replace(place, { attribute });
            }}
            options={ATTRIBUTES.map((value) => ({ value, label: wordOf(intl, "attribute", value) }))}
            error={errors[`${path}.fitting.conditions.${place}.attribute`]}
          />
          <SelectField
            label={word("operator")}
            value={condition.operator}
            onChange={(operator) => {
              replace(place, { operator });
            }}
            options={["is", "is_not", "begins_with"].map((value) => ({ value, label: wordOf(intl, "operator", value) }))}
          />
          <TextField
            label={word("values")}
            help={word("values_help")}
            value={condition.values.join(", ")}
            onChange={(text) => {
              replace(place, { values: text.split(",").map((one) => one.trimStart()) });
            }}
            error={errors[`${path}.fitting.conditions.${place}.values`]}
          />
          <Button
            onClick={() => {
              onChange({ conditions: conditions.filter((_, other) => other !== place) });
            }}
          >
            {word("remove_condition")}
          </Button>
        </div>
      ))}
      <Button
        onClick={() => {
          onChange({ conditions: [...conditions, { attribute: "country", operator: "is", values: [""] }] });
        }}
      >
        {word("add_condition")}
      </Button>
    </fieldset>
  );
}
