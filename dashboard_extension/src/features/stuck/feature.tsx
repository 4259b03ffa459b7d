/** What could not be handled, and what staff decide about it. */
import { defineFeature } from "../feature";

export default defineFeature({
  id: "stuck",
  routes: [{ path: "stuck", load: () => import("./stuck-page") }],
  navigation: [
    { labelId: "stuck.navigation", path: "/stuck", group: "system", order: 30, permission: "MANAGE_PLUGINS" },
  ],
});
