/** What the shop has chosen about sending, people's data, campaigns and behavior. */
import { defineFeature } from "../feature";

export default defineFeature({
  id: "settings",
  routes: [{ path: "settings/:tab?", load: () => import("./settings-page") }],
  navigation: [
    { labelId: "settings.navigation", path: "/settings", group: "system", order: 20, permission: "MANAGE_PLUGINS" },
  ],
});
