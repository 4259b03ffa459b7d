/** People: who they are, what happened, what they allow; duplicates, and what is to be done. */
import { defineFeature } from "../feature";

export default defineFeature({
  id: "customers",
  routes: [
    { path: "customers", load: () => import("./customers-page") },
    { path: "customers/account", load: () => import("./customer-page") },
    { path: "customers/:id", load: () => import("./customer-page") },
    { path: "duplicates", load: () => import("./duplicates-page") },
    { path: "privacy", load: () => import("./privacy-page") },
    { path: "follow-ups", load: () => import("./follow-ups-page") },
    { path: "points-requests", load: () => import("./points-requests-page") },
  ],
  navigation: [
    { labelId: "customers.title", path: "/customers", group: "customers", order: 10, permission: "MANAGE_USERS" },
    { labelId: "customers.my_follow_ups", path: "/follow-ups", group: "customers", order: 11, permission: "MANAGE_USERS" },
    { labelId: "customers.duplicates", path: "/duplicates", group: "customers", order: 12, permission: "MANAGE_USERS" },
    { labelId: "customers.privacy", path: "/privacy", group: "customers", order: 13, permission: "MANAGE_USERS" },
    { labelId: "customers.requests", path: "/points-requests", group: "loyalty", order: 50, permission: "MANAGE_USERS" },
  ],
  widgets: [
    { path: "customer", load: () => import("./widget") },
    { path: "order", load: () => import("./widget").then(({ OrderWidget }) => ({ default: OrderWidget })) },
  ],
  popups: [{ path: "customer", load: () => import("./popup") }],
});
