/** Who is behind an order or a draft: beside its page in the Dashboard. */
import { useCrmQuery } from "../../api";
import { OrderCardDocument, type OrderCardQuery } from "../../api/generated/customers-widget";
import { useBridge, useHost } from "../../app-bridge";
import { Chip, EmptyState, QueryView } from "../../ui";
import { PersonCard } from "./card";
import { Points } from "./entry-details";
import { useT } from "./words";

type Order = NonNullable<OrderCardQuery["order"]>;

export function OrderWidget() {
  const t = useT();
  const host = useHost();
  const { orderId } = useBridge().ids;
  const query = useCrmQuery(OrderCardDocument, { order: orderId ?? "" }, { pause: orderId === undefined });
  if (orderId === undefined) return <EmptyState title={t("order_unknown_title")} />;
  return (
    <QueryView query={query}>
      {({ order, crmProfile }) =>
        order && crmProfile && !crmProfile.erasedAt ? (
          <PersonCard
            card={crmProfile}
            first={<OrderLine order={order} />}
            onOpenProfile={() => {
              host.openPopup(order.status === "DRAFT" ? "draft-order-popup" : "order-popup", { orderId });
            }}
          />
        ) : (
          <EmptyState title={t("order_unknown_title")} text={t("order_unknown_text")} />
        )
      }
    </QueryView>
  );
}

/** What this order has to do with the person: its points, and whether anybody signed in for it. */
function OrderLine({ order }: { readonly order: Order }) {
  const t = useT();
  const isGuest = order.user === null;
  if (!isGuest && order.loyaltyPoints === null) return null;
  return (
    <li className="crm-row">
      {order.loyaltyPoints !== null && (
        <span>
          {t("order_points")} <Points value={order.loyaltyPoints} />
        </span>
      )}
      {isGuest && <Chip>{t("order_guest")}</Chip>}
    </li>
  );
}
