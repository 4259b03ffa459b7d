/** The first page, and the pattern for the others. */
import { defineFeature } from "../feature";

export default defineFeature({
  id: "welcome",
  routes: [{ path: "", load: () => import("./welcome-page") }],
});
