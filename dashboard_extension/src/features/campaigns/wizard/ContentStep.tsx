/** What is said, by which ways, in which variants. */
import { FormattedMessage, useIntl } from "react-intl";

import { Button, MultiSelectField, Section, SelectField } from "../../../ui";
import { emptyVariant, evenShares, freeKey, type VariantDraft, WHOLE } from "../definition";
import { wordOf } from "../words";
import type { StepProps } from "./stepProps";
import { VariantFields } from "./VariantFields";
import { WinnerFields } from "./WinnerFields";

const MOST_VARIANTS = 20;
const ANY = "-";

export function ContentStep(props: StepProps) {
  const intl = useIntl();
  const { wizard, choices, errors } = props;
  const { draft, change } = wizard;
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  const replace = (place: number, changes: Partial<VariantDraft>) => {
    change({ variants: draft.variants.map((one, other) => (other === place ? { ...one, ...changes } : one)) });
  };
  const forAll = draft.variants.filter((one) => one.segments.length === 0 && one.conditions.length === 0);
  const add = () => {
    const variants = [...draft.variants, emptyVariant(freeKey(draft.variants), WHOLE)];
    change({ variants: forAll.length === draft.variants.length ? evenShares(variants) : variants });
  };
  const remove = (place: number) => {
    const variants = draft.variants.filter((_, other) => other !== place);
    change({
      variants: forAll.length === draft.variants.length ? evenShares(variants) : variants,
      ...(variants.length < 2 && { winner: null }),
    });
  };
  return (
    <>
      <Section title={word("step.content")}>
        <MultiSelectField
          label={word("channels")}
          help={word("channels_help")}
          values={[...draft.channels]}
          onChange={(channels) => {
            change({ channels });
          }}
          options={choices.channels.map(({ code }) => ({ value: code, label: wordOf(intl, "channel", code) }))}
          error={errors["definition.content.channels"] ?? errors["definition.content.channels.0"]}
        />
        {choices.shopChannels.length > 1 && (
          <SelectField
            label={word("shop_channel")}
            help={word("shop_channel_help")}
            value={draft.shopChannel || ANY}
            onChange={(shopChannel) => {
              change({ shopChannel: shopChannel === ANY ? "" : shopChannel });
            }}
            options={[
              { value: ANY, label: word("shop_channel_any") },
              ...choices.shopChannels.map(({ code, name }) => ({ value: code, label: name })),
            ]}
            error={errors["definition.content.shop_channel"]}
          />
        )}
      </Section>
      {draft.variants.map((variant, place) => (
        <VariantFields
          key={variant.key}
          {...props}
          variant={variant}
          place={place}
          onChange={(changes) => {
            replace(place, changes);
          }}
          onRemove={
            draft.variants.length > 1
              ? () => {
                  remove(place);
                }
              : undefined
          }
        />
      ))}
      <Section title={word("more_variants")}>
        {errors["definition.content"] && <p role="alert">{errors["definition.content"]}</p>}
        <p>
          <FormattedMessage id="campaigns.variants_help" />
        </p>
        <Button onClick={add} disabled={draft.variants.length >= MOST_VARIANTS}>
          <FormattedMessage id="campaigns.add_variant" />
        </Button>
      </Section>
      {draft.variants.length > 1 && <WinnerFields {...props} />}
    </>
  );
}
