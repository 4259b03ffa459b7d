/** What staff see when a page throws: a word and a way on, never a white frame. */
import { Component, type ReactNode } from "react";
import { FormattedMessage } from "react-intl";
import { useLocation } from "react-router";
import { ErrorState } from "../ui/states";

/** Another address is another chance: the guard begins anew with it. */
export function CrashGuard({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  return <Guard key={pathname}>{children}</Guard>;
}

class Guard extends Component<{ children: ReactNode }, { message: string | null }> {
  override state: { message: string | null } = { message: null };

  static getDerivedStateFromError(problem: unknown) {
    return { message: problem instanceof Error ? problem.message : "" };
  }

  override render() {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <div className="crm-page">
        <h1>
          <FormattedMessage id="shell.crashed" />
        </h1>
        <ErrorState
          error={{ message }}
          retry={() => {
            window.location.reload();
          }}
        />
      </div>
    );
  }
}
