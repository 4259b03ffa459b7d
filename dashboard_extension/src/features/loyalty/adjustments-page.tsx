/** Points given and taken by hand; what needs a second person's word is decided on a page of its own. */
import { FormattedMessage, useIntl } from "react-intl";
import { LinkButton, Page, Section } from "../../ui";
import { AdjustForm } from "./adjust-form";

export default function AdjustmentsPage() {
  const intl = useIntl();
  return (
    <Page
      title={intl.formatMessage({ id: "loyalty.adjustments" })}
      actions={
        <LinkButton to="/points-requests">
          <FormattedMessage id="loyalty.requests" />
        </LinkButton>
      }
    >
      <Section title={intl.formatMessage({ id: "loyalty.adjust" })} text={<FormattedMessage id="loyalty.adjustText" />}>
        <AdjustForm />
      </Section>
    </Page>
  );
}
