/** For addresses that no feature has. */
import { useIntl } from "react-intl";
import { Page } from "../ui/page";
import { EmptyState } from "../ui/states";

export function NotFound() {
  const intl = useIntl();
  const title = intl.formatMessage({ id: "shell.notFound.title" });
  return (
    <Page title={title}>
      <EmptyState title={title} text={intl.formatMessage({ id: "shell.notFound.text" })} />
    </Page>
  );
}
