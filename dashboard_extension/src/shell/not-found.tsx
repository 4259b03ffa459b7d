/** For addresses that no feature has. */
import { useIntl } from "react-intl";
import { Page } from "../ui/page";

export function NotFound() {
  const intl = useIntl();
  return (
    <Page title={intl.formatMessage({ id: "shell.notFound.title" })}>
      <p>{intl.formatMessage({ id: "shell.notFound.text" })}</p>
    </Page>
  );
}
