/** Where the storefront of each channel of the shop is, and from whom its messages come. */
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, useCrmQuery } from "../../api";
import {
  SettingsStorefrontsDocument,
  SettingsStorefrontUpdateDocument,
  type SettingsStorefrontsQuery,
  type StorefrontChoicesFragment,
} from "../../api/generated/settings";
import { Chip, EmptyState, QueryView, Section, SelectField, TextField } from "../../ui";
import { LANGUAGES } from "./languages";
import { SavedForm } from "./saved-form";
import { addressOf, BLANKS, storefrontsOf, type Path } from "./storefront-paths";
import { useSavedChoices } from "./use-saved-choices";

type Shop = SettingsStorefrontsQuery["crmSendingSettings"];

const AS_SHOP = "-";

export function StorefrontSettings() {
  const intl = useIntl();
  const query = useCrmQuery(SettingsStorefrontsDocument, {});
  return (
    <Section title={intl.formatMessage({ id: "settings.storefronts" })} text={<FormattedMessage id="settings.storefrontsText" />}>
      <QueryView query={query}>
        {({ crmSendingSettings: shop, channels }) => {
          const storefronts = storefrontsOf(channels ?? [], shop.storefronts);
          if (storefronts.length === 0) {
            return (
              <EmptyState
                title={intl.formatMessage({ id: "settings.noChannels" })}
                text={<FormattedMessage id="settings.noChannelsText" />}
              />
            );
          }
          return storefronts.map(({ channel, saved }) => (
            <details key={saved.channelSlug} className="crm-settings__block" open={storefronts.length === 1}>
              <summary>
                <strong>{channel}</strong>{" "}
                {saved.url === "" ? (
                  <Chip tone="warning">
                    <FormattedMessage id="settings.storefrontUnset" />
                  </Chip>
                ) : (
                  <span className="crm-section__text">{saved.url}</span>
                )}
              </summary>
              <StorefrontForm channel={channel} saved={saved} shop={shop} reload={query.retry} />
            </details>
          ));
        }}
      </QueryView>
    </Section>
  );
}

interface StorefrontFormProps {
  channel: string;
  saved: StorefrontChoicesFragment;
  shop: Shop;
  reload: () => void;
}

function StorefrontForm({ channel, saved, shop, reload }: StorefrontFormProps) {
  const intl = useIntl();
  const [run, { fetching }] = useCrmMutation(SettingsStorefrontUpdateDocument);
  const { channelSlug, version, ...choices } = saved;
  const draft = useSavedChoices(choices, (values, read) => run({ input: { ...values, channelSlug }, version: read }), {
    version,
    reload,
  });
  const { values } = draft;
  const text = (name: keyof typeof choices) => ({
    label: intl.formatMessage({ id: `settings.storefront.${name}` }),
    value: values[name],
    error: draft.errorOf(name),
    onChange: (value: string) => {
      draft.change({ [name]: value });
    },
  });
  const path = (name: Path) => ({
    ...text(name),
    help: (
      <FormattedMessage
        id="settings.storefront.pathHelp"
        values={{ blank: <code>{BLANKS[name].blank}</code>, address: <code>{addressOf(values.url, name, values[name])}</code> }}
      />
    ),
  });
  /** What counts where nothing is written. */
  const ofShop = (name: "senderName" | "senderAddress" | "replyTo" | "timeZone") => ({
    ...text(name),
    placeholder: shop[name],
    help: <FormattedMessage id="settings.storefront.asShopHelp" />,
  });
  return (
    <SavedForm draft={draft} isSaving={fetching} label={intl.formatMessage({ id: "settings.storefrontOf" }, { channel })}>
      <TextField {...text("name")} maxLength={120} help={<FormattedMessage id="settings.storefront.nameHelp" />} />
      <TextField
        {...text("url")}
        type="url"
        placeholder="https://shop.example.com"
        help={<FormattedMessage id="settings.storefront.urlHelp" />}
      />
      <TextField {...path("productPath")} />
      <TextField {...path("orderPath")} />
      <TextField {...path("cartPath")} />
      <TextField
        {...text("reviewUrl")}
        type="url"
        placeholder="https://reviews.example.com/{product}"
        help={
          <FormattedMessage
            id="settings.storefront.reviewUrlHelp"
            values={{ product: <code>{"{product}"}</code>, order: <code>{"{order}"}</code> }}
          />
        }
      />
      <TextField {...ofShop("senderName")} maxLength={120} />
      <TextField {...ofShop("senderAddress")} type="email" />
      <TextField {...ofShop("replyTo")} type="email" />
      <TextField {...ofShop("timeZone")} />
      <SelectField
        {...text("language")}
        value={values.language || AS_SHOP}
        help={<FormattedMessage id="settings.languageHelp" />}
        options={[
          {
            value: AS_SHOP,
            label: intl.formatMessage({ id: "settings.storefront.asShop" }, { value: languageName(intl, shop.language) }),
          },
          ...languages(saved.language).map((tag) => ({ value: tag, label: languageName(intl, tag) })),
        ]}
        onChange={(language) => {
          draft.change({ language: language === AS_SHOP ? "" : language });
        }}
      />
    </SavedForm>
  );
}

function languages(current: string): string[] {
  return [...new Set([current, ...LANGUAGES])].filter((tag) => tag !== "");
}

function languageName(intl: ReturnType<typeof useIntl>, tag: string): string {
  return intl.formatDisplayName(tag, { type: "language" }) ?? tag;
}
