/** Loyalty programs: their settings, rules, tiers, a simulator, figures, and corrections of points. */
import { defineFeature } from "../feature";

export default defineFeature({
  id: "loyalty",
  routes: [
    { path: "loyalty", load: () => import("./programs-page") },
    { path: "loyalty/new", load: () => import("./new-program-page") },
    { path: "loyalty/adjustments", load: () => import("./adjustments-page") },
    { path: "loyalty/programs/:id", load: () => import("./program-page") },
    { path: "loyalty/programs/:id/:tab", load: () => import("./program-page") },
  ],
  navigation: [
    {
      labelId: "loyalty.programs",
      path: "/loyalty",
      group: "loyalty",
      order: 10,
      permission: "MANAGE_DISCOUNTS",
    },
    {
      labelId: "loyalty.adjustments",
      path: "/loyalty/adjustments",
      group: "loyalty",
      order: 20,
      permission: "MANAGE_USERS",
    },
  ],
});
