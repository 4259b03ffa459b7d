/** What one message costs, so that campaigns tell what they brought less that. */
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, useCrmQuery } from "../../api";
import { SettingsPricesDocument, SettingsPricesSetDocument, type SettingsPricesQuery } from "../../api/generated/settings";
import { NumberField, QueryView, Section, TextField } from "../../ui";
import { mediaOf, useMediumName } from "./media";
import { SavedForm } from "./saved-form";
import { useSavedChoices } from "./use-saved-choices";

interface Price {
  amount: number | null;
  currency: string;
}

/** As exact as the API keeps a price. */
const PLACES = 5;
const CURRENCY = /^[A-Z]{3}$/;
const NO_PRICE: Price = { amount: null, currency: "" };

export function PriceSettings() {
  const intl = useIntl();
  const query = useCrmQuery(SettingsPricesDocument, {});
  return (
    <Section title={intl.formatMessage({ id: "settings.prices" })} text={<FormattedMessage id="settings.pricesText" />}>
      <QueryView query={query}>{(data) => <PricesForm data={data} reload={query.retry} />}</QueryView>
    </Section>
  );
}

function PricesForm({ data, reload }: { data: SettingsPricesQuery; reload: () => void }) {
  const intl = useIntl();
  const mediumName = useMediumName();
  const [run, { fetching }] = useCrmMutation(SettingsPricesSetDocument);
  const media = mediaOf(data.crmChannelTypes);
  const draft = useSavedChoices(savedPrices(data), (prices, version) => run({ prices: priced(prices), version }), {
    version: data.crmSendingSettings.pricesVersion,
    reload,
  });
  return (
    <SavedForm
      draft={draft}
      isSaving={fetching}
      isBlocked={!Object.values(draft.values).every(isWhole)}
      label={intl.formatMessage({ id: "settings.prices" })}
    >
      {[...media].map(([medium, label]) => {
        const price = draft.values[medium] ?? NO_PRICE;
        const name = mediumName(medium, label);
        const change = (changes: Partial<Price>) => {
          draft.change({ [medium]: { ...price, ...changes } });
        };
        return (
          <fieldset key={medium} className="crm-settings__row">
            <legend className="crm-hidden">{name}</legend>
            <NumberField
              label={intl.formatMessage({ id: "settings.priceOf" }, { medium: name })}
              help={<FormattedMessage id="settings.priceHelp" />}
              min={0}
              step="any"
              value={price.amount}
              onChange={(amount) => {
                change({ amount });
              }}
            />
            <TextField
              label={intl.formatMessage({ id: "settings.currency" })}
              maxLength={3}
              placeholder="EUR"
              value={price.currency}
              error={isWhole(price) ? undefined : intl.formatMessage({ id: "settings.currencyError" })}
              onChange={(currency) => {
                change({ currency: currency.toUpperCase() });
              }}
            />
          </fieldset>
        );
      })}
    </SavedForm>
  );
}

function savedPrices({ crmSendingSettings, crmChannelTypes }: SettingsPricesQuery): Record<string, Price> {
  const known = new Map(crmSendingSettings.prices.map(({ channel, amount, currency }) => [channel, { amount, currency }]));
  return Object.fromEntries([...mediaOf(crmChannelTypes).keys()].map((medium) => [medium, known.get(medium) ?? NO_PRICE]));
}

/** Whoever names no amount needs no currency. */
function isWhole({ amount, currency }: Price): boolean {
  return amount === null || CURRENCY.test(currency);
}

function priced(prices: Record<string, Price>) {
  return Object.entries(prices).flatMap(([channel, { amount, currency }]) =>
    amount === null ? [] : [{ channel, amount: amount.toFixed(PLACES), currency }],
  );
}
