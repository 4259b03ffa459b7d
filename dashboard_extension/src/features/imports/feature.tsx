/** Files in and out: imports with their rehearsal and undoing, and lists that are made as files. */
import { defineFeature } from "../feature";

export default defineFeature({
  id: "imports",
  routes: [
    { path: "imports", load: () => import("./list-page") },
    { path: "imports/new", load: () => import("./new-page") },
    { path: "imports/:id", load: () => import("./import-page") },
  ],
  navigation: [
    {
      labelId: "imports.navigation",
      path: "/imports",
      group: "system",
      order: 40,
      permission: "MANAGE_USERS",
    },
  ],
});
