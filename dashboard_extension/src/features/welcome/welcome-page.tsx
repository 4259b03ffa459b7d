/** Greets, and leads to the pages that this member of staff may open. */
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmQuery } from "../../api";
import { WelcomeShopDocument } from "../../api/generated/welcome";
import { Page, QueryView, Section } from "../../ui";

export default function WelcomePage() {
  const intl = useIntl();
  const shop = useCrmQuery(WelcomeShopDocument, {});
  return (
    <Page title={intl.formatMessage({ id: "welcome.title" })}>
      <Section title={intl.formatMessage({ id: "welcome.shop" })}>
        <QueryView query={shop}>
          {(data) => (
            <p>
              <FormattedMessage id="welcome.greeting" values={{ shop: data.shop.name }} />
            </p>
          )}
        </QueryView>
      </Section>
    </Page>
  );
}
