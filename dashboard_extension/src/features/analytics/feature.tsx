/** The shop's figures: who comes, who comes back, what is owed and what messages brought. */
import { defineFeature } from "../feature";

export default defineFeature({
  id: "analytics",
  routes: [{ path: "analytics", load: () => import("./FiguresPage") }],
  navigation: [
    { labelId: "analytics.title", path: "/analytics", group: "insight", order: 10, permission: "MANAGE_USERS" },
  ],
});
