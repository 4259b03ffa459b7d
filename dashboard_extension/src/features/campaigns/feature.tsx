/** Campaigns: one message to an audience, and when they meet each other. */
import { defineFeature } from "../feature";

export default defineFeature({
  id: "campaigns",
  routes: [
    { path: "campaigns", load: () => import("./list/CampaignListPage") },
    { path: "campaigns/calendar", load: () => import("./calendar/CalendarPage") },
    { path: "campaigns/new", load: () => import("./wizard/WizardPage") },
    { path: "campaigns/:id", load: () => import("./detail/CampaignPage") },
    { path: "campaigns/:id/edit", load: () => import("./wizard/WizardPage") },
  ],
  navigation: [
    { labelId: "campaigns.title", path: "/campaigns", group: "outreach", order: 10, permission: "MANAGE_DISCOUNTS" },
    {
      labelId: "campaigns.calendar",
      path: "/campaigns/calendar",
      group: "outreach",
      order: 11,
      permission: "MANAGE_DISCOUNTS",
    },
  ],
});
