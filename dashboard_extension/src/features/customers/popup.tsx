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

/** From a menu the customer or order stands in the address; a widget passes them on as parameters. */
function useLookup(): { user: string } | { order: string } | null {
  const { ids, params } = useBridge();
  const given = (params ?? {}) as { customerId?: unknown; orderId?: unknown };
  const user = ids.customerId ?? given.customerId;
  const order = ids.orderId ?? given.orderId;
  if (typeof user === "string") return { user };
  return typeof order === "string" ? { order } : null;
}

export default function CustomerPopup() {
  const t = useT();
  const lookup = useLookup();
  const query = useCrmQuery(CustomerDocument, lookup ?? {}, { pause: lookup === null });
  const [tab, setTab] = useState<string>("facts");
  if (lookup === null) {
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
              <LinkButton to={`/customers/${encodeURIComponent(customer.id)}`}>{t("open_page")}</LinkButton>
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
