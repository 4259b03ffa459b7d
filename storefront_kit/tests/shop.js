/** A shop that answers the kit's queries from memory; only the network is replaced. */

import { vi } from "vitest";

export const LOYALTY = {
  balance: 1240,
  pending: 85,
  reserved: 0,
  owed: 0,
  leftAt: null,
  pointsEndAt: null,
  acceptedTerms: "",
  program: {
    id: "UHJvZ3JhbTox",
    name: "Record Club",
    unitName: "points",
    termsVersion: "",
    ladder: {
      basis: "SPEND",
      tiers: [
        { code: "silver", name: "Silver", description: "Free postage", multiplier: 1.5, hasEarlyAccess: true },
        { code: "gold", name: "Gold", description: "", multiplier: 2, hasEarlyAccess: true },
      ],
    },
  },
  tier: {
    tier: "silver",
    name: "Silver",
    nextTier: "gold",
    nextTierName: "Gold",
    counted: [{ currency: "EUR", value: 300 }],
    missing: [{ currency: "EUR", value: 100 }],
    graceEndsAt: null,
    invitedUntil: null,
  },
  nextExpiries: [{ expiresAt: "2027-01-01T00:00:00Z", points: 40 }],
};

export function movement(number, changes = {}) {
  return {
    node: {
      id: String(number),
      kind: "ACCRUE",
      occurredAt: "2026-11-01T12:00:00Z",
      points: number,
      available: 0,
      pending: number,
      reason: `Order ${number}`,
      ...changes,
    },
  };
}

export function consent(channel, purpose, listCode, status, day = 1) {
  return { channel, purpose, listCode, status, changedAt: `2026-11-0${day}T00:00:00Z` };
}

const history = (edges, after = null) => ({ edges, pageInfo: { hasNextPage: after !== null, endCursor: after } });

/** Answers by the operation's name; a test replaces what it is about. */
export function shop(changes = {}) {
  const me = { id: "VXNlcjox", firstName: "Ada" };
  const answers = {
    CrmKitLoyalty: () => ({ me: { ...me, loyalty: LOYALTY } }),
    CrmKitHistory: () => ({ me: { ...me, loyalty: { history: history([movement(7)]) } } }),
    CrmKitMessages: () => ({ crmOnsiteMessages: [] }),
    CrmKitPreferences: () => ({
      me: { ...me, crmPreferences: { consents: [consent("email", "MARKETING", "", "GRANTED")] } },
      crmMessageLists: [{ code: "club", name: "Your points and level" }],
      crmConsentWordings: [],
    }),
    ...changes,
  };
  const asked = [];
  const fetcher = vi.fn(async (url, { body, headers }) => {
    const { query, variables } = JSON.parse(body);
    const name = /(?:query|mutation) (\w+)/.exec(query)[1];
    asked.push({ name, variables, url, token: headers.Authorization, language: headers["Accept-Language"] });
    const answer = await answers[name](variables, headers.Authorization);
    return { json: async () => ("errors" in answer ? answer : { data: answer }) };
  });
  vi.stubGlobal("fetch", fetcher);
  return { asked, named: (name) => asked.filter((one) => one.name === name) };
}

export { history };

/** Put the element into the page, and wait until it has shown something of the shop. */
export async function shown({ token = "token", ...attributes } = {}) {
  await import("../src/crm-loyalty.js");
  const element = document.createElement("crm-loyalty");
  for (const [name, value] of Object.entries({ channel: "main", "api-url": "/graphql/", ...attributes }))
    element.setAttribute(name, value);
  element.token = token;
  document.body.append(element);
  await settled(element);
  return element;
}

/** Wait until the element asks the shop for nothing any more. */
export async function settled(element) {
  await vi.waitFor(() => {
    if (!element.shadowRoot.querySelector("[part=card]")) throw new Error("nothing is shown");
    if (element.shadowRoot.querySelector("[aria-busy]")) throw new Error("it still asks");
    if (element.shadowRoot.textContent.includes("Loading")) throw new Error("it loads");
  });
}

export const text = (element) => element.shadowRoot.textContent;
export const part = (element, name) => element.shadowRoot.querySelector(`[part=${name}]`);
export const button = (element, name) =>
  [...element.shadowRoot.querySelectorAll("button")].find(
    (each) => (each.getAttribute("aria-label") ?? each.textContent) === name,
  );
