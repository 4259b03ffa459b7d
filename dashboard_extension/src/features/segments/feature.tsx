/** Segments: who they mean, in rules and on lists. */
import { defineFeature } from "../feature";

export default defineFeature({
  id: "segments",
  routes: [
    { path: "segments", load: () => import("./list-page") },
    { path: "segments/ready-made", load: () => import("./ready-made-page") },
    { path: "segments/new", load: () => import("./new-page") },
    { path: "segments/:id", load: () => import("./segment-page") },
  ],
  navigation: [
    {
      labelId: "segments.navigation",
      path: "/segments",
      group: "outreach",
      order: 10,
      permission: "MANAGE_DISCOUNTS",
    },
  ],
});
