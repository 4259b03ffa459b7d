/** The customer in compact form: what is known, notes and the timeline, above the Dashboard's page. */
import { useState } from "react";
import { useCrmQuery } from "../../api";
import { CustomerDocument } from "../../api/generated/customers";
import { useBridge } from "../../app-bridge";
import { EmptyState, LinkButton, Page, QueryView, Stack, Tabs } from "../../ui";
import "./customers.css";
import { CustomerHeader } from "./customer-header";
import { Facts } from "./facts";
import { Notes } from "./notes";
import { nameOf } from "./people";
import { Timeline } from "./timeline";
import { useT } from "./words";

const TABS = ["facts", "timeline", "notes"] as const;

/** From a menu the customer stands in the address; the widget passes them on as a parameter. */
function useCustomerId(): string | undefined {
  const { ids, params } = useBridge();
  if (ids.customerId !== undefined) return ids.customerId;
  const given = (params as { customerId?: unknown } | null)?.customerId;
  return typeof given === "string" ? given : undefined;
}

export default function CustomerPopup() {
  const t = useT();
  const customerId = useCustomerId();
  const query = useCrmQuery(
    CustomerDocument,
    { user: customerId ?? "" },
    { pause: customerId === undefined },
  );
  const [tab, setTab] = useState<string>("facts");
  if (customerId === undefined) {
    return <EmptyState title={t("unknown_title")} text={t("unknown_text")} />;
  }
  return (
    <QueryView query={query}>
      {({ crmProfile: customer }) =>
        customer ? (
          <Page
            title={nameOf(customer) || t("nameless")}
            subtitle={<CustomerHeader customer={customer} />}
            actions={
              <LinkButton to={`/customers/${encodeURIComponent(customer.id)}`}>
                {t("open_page")}
              </LinkButton>
            }
          >
            <Tabs
              label={t("tabs")}
              selected={tab}
              onSelect={setTab}
              tabs={TABS.map((one) => ({
                key: one,
                label: t(`popup_${one}`),
                render: () => {
                  if (one === "facts") return <Stack><Facts customer={customer} /></Stack>;
                  if (one === "timeline") return <Timeline profileId={customer.id} />;
                  return <Notes profileId={customer.id} isErased={Boolean(customer.erasedAt)} />;
                },
              }))}
            />
          </Page>
        ) : (
          <EmptyState title={t("unknown_title")} text={t("unknown_text")} />
        )
      }
    </QueryView>
  );
}
