/** Templates: what messages say, in versions, languages and variants. */
import { defineFeature } from "../feature";

export default defineFeature({
  id: "templates",
  routes: [
    { path: "templates", load: () => import("./list-page") },
    { path: "templates/new", load: () => import("./new-page") },
    { path: "templates/ready-made", load: () => import("./ready-made-page") },
    { path: "templates/:id", load: () => import("./template-page") },
  ],
  navigation: [
    {
      labelId: "templates.navigation",
      path: "/templates",
      group: "outreach",
      order: 25,
      permission: "MANAGE_DISCOUNTS",
    },
  ],
});
