/** One person: what is known, what happened, what they allow, and what can be done for them. */
import { useParams, useSearchParams } from "react-router";
import { useCrmQuery } from "../../api";
import type { CustomerFactsFragment } from "../../api/generated/customers";
import { CustomerDocument } from "../../api/generated/customers";
import { useBridge } from "../../app-bridge";
import { EmptyState, Page, QueryView, Tabs } from "../../ui";
import "./customers.css";
import { ConsentTab } from "./consent-tab";
import { CustomerHeader } from "./customer-header";
import { IdentityTab } from "./identity-tab";
import { MessagesTab } from "./messages-tab";
import { Overview } from "./overview";
import { nameOf } from "./people";
import { PointsTab } from "./points-tab";
import { PrivacyTab } from "./privacy-tab";
import { useT } from "./words";

const TABS = ["overview", "points", "consent", "messages", "identity", "privacy"] as const;
type Tab = (typeof TABS)[number];

/** `/customers/:id`, where the id is a profile's; without one the Dashboard's customer. */
export default function CustomerPage() {
  const t = useT();
  const { id } = useParams();
  const { ids } = useBridge();
  const lookup = id === undefined ? { user: ids.customerId ?? "" } : { id };
  const query = useCrmQuery(CustomerDocument, lookup, { keepPrevious: false });
  return (
    <QueryView query={query}>
      {({ crmProfile }) =>
        crmProfile ? (
          <Customer customer={crmProfile} />
        ) : (
          <Page title={t("customer")} breadcrumbs={[{ label: t("title"), to: "/customers" }]}>
            <EmptyState title={t("unknown_title")} text={t("unknown_text")} />
          </Page>
        )
      }
    </QueryView>
  );
}

function Customer({ customer }: { readonly customer: CustomerFactsFragment }) {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  return (
    <Page
      title={nameOf(customer) || t("nameless")}
      breadcrumbs={[{ label: t("title"), to: "/customers" }]}
      subtitle={<CustomerHeader customer={customer} />}
    >
      <Tabs
        label={t("tabs")}
        selected={search.get("tab") ?? "overview"}
        onSelect={(tab) => {
          setSearch(tab === "overview" ? {} : { tab }, { replace: true });
        }}
        tabs={TABS.map((tab) => ({
          key: tab,
          label: t(`tab_${tab}`),
          render: () => <TabOf tab={tab} customer={customer} />,
        }))}
      />
    </Page>
  );
}

function TabOf({ tab, customer }: { readonly tab: Tab; readonly customer: CustomerFactsFragment }) {
  switch (tab) {
    case "overview":
      return <Overview customer={customer} />;
    case "points":
      return <PointsTab profileId={customer.id} />;
    case "consent":
      return <ConsentTab customer={customer} />;
    case "messages":
      return <MessagesTab profileId={customer.id} />;
    case "identity":
      return <IdentityTab customer={customer} />;
    case "privacy":
      return <PrivacyTab customer={customer} />;
  }
}
