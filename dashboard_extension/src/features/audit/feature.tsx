/** Who changed which setting, or decided about points. */
import { defineFeature } from "../feature";

export default defineFeature({
  id: "audit",
  routes: [{ path: "audit", load: () => import("./audit-page") }],
  navigation: [
    { labelId: "audit.navigation", path: "/audit", group: "system", order: 40, permission: "MANAGE_PLUGINS" },
  ],
});
