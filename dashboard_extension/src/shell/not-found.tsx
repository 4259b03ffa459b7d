/** For addresses that no feature has. */
import { useIntl } from "react-intl";
import { EmptyState, Page } from "../ui";

export function NotFound() {
  const intl = useIntl();
  const title = intl.formatMessage({ id: "shell.notFound.title" });
  return (
    <Page title={title}>
      <EmptyState title={title} text={intl.formatMessage({ id: "shell.notFound.text" })} />
    </Page>
  );
}
