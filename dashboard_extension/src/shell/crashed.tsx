/** What staff see when a page throws: a word and a way on, never a white frame. */
import { FormattedMessage } from "react-intl";
import { useRouteError } from "react-router";
import { Translations } from "../i18n";
import { ErrorState } from "../ui";

const FOLDERS = ["shell"];

export function Crashed() {
  const problem = useRouteError();
  const message = problem instanceof Error ? problem.message : "";
  return (
    <Translations folders={FOLDERS}>
      <main className="crm-main">
        <h1>
          <FormattedMessage id="shell.crashed" />
        </h1>
        <ErrorState
          error={{ message }}
          retry={() => {
            window.location.reload();
          }}
        />
      </main>
    </Translations>
  );
}
