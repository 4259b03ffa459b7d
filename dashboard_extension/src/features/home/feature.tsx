/** The Dashboard's start page: whom to keep in touch with, and how the last month went. */
import { defineFeature } from "../feature";

export default defineFeature({
  id: "home",
  routes: [],
  widgets: [{ path: "home", load: () => import("./home-widget") }],
});
