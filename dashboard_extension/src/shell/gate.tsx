/** Lets the page in once there is a token; before that it says what is missing. */
import { lazy, Suspense, type ReactNode } from "react";
import { FormattedMessage } from "react-intl";
import { useBridge } from "../app-bridge";
import { Translations } from "../i18n";
import { NoAccess } from "../ui/states";
import { ToastProvider } from "../ui/toast";

const SignIn = lazy(() => import("./sign-in"));

export function Gate({ folders, children }: { folders: readonly string[]; children: ReactNode }) {
  return (
    <Translations folders={folders}>
      <ToastProvider>
        <Admitted>{children}</Admitted>
      </ToastProvider>
    </Translations>
  );
}

function Admitted({ children }: { children: ReactNode }) {
  const { status } = useBridge();
  if (status === "noAccess") return <NoAccess permission="MANAGE_USERS" />;
  if (status === "signedOut") {
    return (
      <Suspense fallback={null}>
        <SignIn />
      </Suspense>
    );
  }
  // The pages wait in their own loading state, in their final shape: only screen readers are told why.
  return (
    <>
      {status === "connecting" && (
        <span className="crm-hidden" role="status">
          <FormattedMessage id="shell.connecting" />
        </span>
      )}
      {children}
    </>
  );
}
