/** Journeys: the list, and each with its editor, people, rehearsals, results and versions. */
import { defineFeature } from "../feature";

export default defineFeature({
  id: "journeys",
  routes: [
    { path: "journeys", load: () => import("./journeys-page") },
    { path: "journeys/:id", load: () => import("./journey-page") },
  ],
  navigation: [
    {
      labelId: "journeys.title",
      path: "/journeys",
      group: "outreach",
      order: 30,
      permission: "MANAGE_DISCOUNTS",
    },
  ],
});
