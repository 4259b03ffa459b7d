import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPage } from "../../test-kit";
import PrivacyPage from "./privacy-page";
import { ANNA_ID } from "./testing";

it("leads to the rights of whoever is looked for", async () => {
  const person = { id: ANNA_ID, firstName: "Anna", lastName: "Rossi", email: "anna@example.com", userId: null };
  const { router, user } = renderPage(<PrivacyPage />, {
    answers: {
      ConsentSuppressions: { crmSuppressions: { pageInfo: { hasNextPage: false, endCursor: null }, edges: [] } },
      People: { crmProfiles: { pageInfo: { hasNextPage: false }, edges: [{ node: person }] } },
    },
  });

  await user.type(await screen.findByRole("combobox", { name: "Find people" }), "anna");
  await user.click(await screen.findByRole("option", { name: /Anna Rossi/ }));

  expect(router.state.location?.pathname).toBe(`/customers/${encodeURIComponent(ANNA_ID)}`);
  expect(router.state.location?.search).toBe("?tab=privacy");
});
