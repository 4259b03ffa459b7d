/** Who is behind an order or a draft: beside its page in the Dashboard. */
import { useCrmQuery } from "../../api";
import { OrderCardDocument, type OrderCardQuery } from "../../api/generated/customers-widget";
import { useBridge } from "../../app-bridge";
import { EmptyState, QueryView } from "../../ui/states";
import { PersonCard } from "./card";
import { Points } from "./entry-details";
import { useT } from "./words";

type Order = NonNullable<OrderCardQuery["order"]>;

export function OrderWidget() {
  const t = useT();
  const { orderId } = useBridge().ids;
  const query = useCrmQuery(OrderCardDocument, { order: orderId ?? "" }, { pause: orderId === undefined });
  if (orderId === undefined) return <EmptyState title={t("unknown_title")} />;
  return (
    <QueryView query={query}>
      {({ order, crmProfile }) =>
        order && crmProfile && !crmProfile.erasedAt ? (
          <PersonCard
            card={crmProfile}
            first={<OrderLine order={order} />}
            popup={order.status === "DRAFT" ? "draft-order-popup" : "order-popup"}
            params={{ orderId }}
          />
        ) : (
          <EmptyState title={t("unknown_title")} text={t("unknown_text")} />
        )
      }
    </QueryView>
  );
}

function OrderLine({ order }: { readonly order: Order }) {
  const t = useT();
  if (order.loyaltyPoints === null) return null;
  return (
    <li>
      {t("order_points")} <Points value={order.loyaltyPoints} />
    </li>
  );
}
