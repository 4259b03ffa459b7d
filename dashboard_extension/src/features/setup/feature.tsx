/** From the installation to the first points, and how the CRM is doing. */
import { defineFeature } from "../feature";

export default defineFeature({
  id: "setup",
  routes: [{ path: "setup", load: () => import("./setup-page") }],
  navigation: [
    { labelId: "setup.navigation", path: "/setup", group: "system", order: 10, permission: "MANAGE_PLUGINS" },
  ],
});
