/** The customer at a glance beside their page in the Dashboard: at most five facts, and a note. */
import { useCrmQuery } from "../../api";
import { CustomerCardDocument } from "../../api/generated/customers-widget";
import { useBridge } from "../../app-bridge";
import { EmptyState, QueryView } from "../../ui/states";
import { PersonCard } from "./card";
import { useT } from "./words";

/** One file for both: they share most of what they load. */
export { OrderWidget } from "./order-widget";

export default function CustomerWidget() {
  const t = useT();
  const { ids } = useBridge();
  const query = useCrmQuery(
    CustomerCardDocument,
    { user: ids.customerId ?? "" },
    { pause: ids.customerId === undefined },
  );
  if (ids.customerId === undefined) return <EmptyState title={t("unknown_title")} />;
  return (
    <QueryView query={query}>
      {({ crmProfile }) =>
        crmProfile && !crmProfile.erasedAt ? (
          <PersonCard card={crmProfile} popup="customer-popup" params={{ customerId: ids.customerId }} />
        ) : (
          <EmptyState title={t("unknown_title")} text={t("unknown_text")} />
        )
      }
    </QueryView>
  );
}
