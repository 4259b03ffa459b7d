// The Dashboard's own pages that show extensions: lists of customers and orders, and one of each.

import { element } from "./dom.js";

const CUSTOMERS = `
  query Customers($search: String) {
    customers(first: 50, filter: { search: $search }) {
      edges { node { id email firstName lastName } }
    }
  }`;
const CUSTOMER = `query Customer($id: ID!) { user(id: $id) { id email firstName lastName } }`;
const ORDERS = `query Orders { orders(first: 50) { edges { node { id number userEmail } } } }`;
const ORDER = `query Order($id: ID!) { order(id: $id) { id number userEmail status } }`;

/** By the first part of the address: how to list, how to show one, and what our pages are told. */
export const HOST_PAGES = {
  customers: {
    title: "Customers",
    mounts: "CUSTOMER",
    placeOf: () => ({ mounts: "CUSTOMER", menuParameter: "customerId" }),
    parameter: "customerId",
    columns: ["E-mail", "Name"],
    list: async (session, search) => rows(await session.ask(CUSTOMERS, { search }), "customers"),
    find: async (session, id) => (await session.ask(CUSTOMER, { id })).user,
    facts: ({ email, firstName, lastName }) => [email, `${firstName} ${lastName}`.trim()],
  },
  orders: {
    title: "Orders",
    mounts: "ORDER",
    placeOf: ({ status }) =>
      status === "DRAFT"
        ? { mounts: "DRAFT_ORDER", menuParameter: "draftOrderId" }
        : { mounts: "ORDER", menuParameter: "orderId" },
    parameter: "orderId",
    columns: ["Order", "Customer"],
    list: async (session) => rows(await session.ask(ORDERS), "orders"),
    find: async (session, id) => (await session.ask(ORDER, { id })).order,
    facts: ({ number, userEmail }) => [`#${number}`, userEmail],
  },
};

export async function drawList(session, name, navigate) {
  const page = HOST_PAGES[name];
  const body = element("tbody");
  const fill = async (search) => body.replaceChildren(...(await drawRows(session, name, search, navigate)));
  await fill("");
  const search = element("input", {
    type: "search",
    "aria-label": "Search customers",
    placeholder: "Search",
    onchange: (event) => fill(event.target.value),
  });
  const head = element("tr", {}, ...page.columns.map((text) => element("th", { scope: "col" }, text)));
  return element(
    "div",
    { class: "card" },
    name === "customers" ? search : undefined,
    element("table", {}, element("thead", {}, head), body),
  );
}

async function drawRows(session, name, search, navigate) {
  const page = HOST_PAGES[name];
  return (await page.list(session, search)).map((row) => {
    const [first, ...others] = page.facts(row);
    const address = `/${name}/${encodeURIComponent(row.id)}`;
    const link = element("a", { href: address, onclick: navigate }, first);
    return element("tr", {}, element("td", {}, link), ...others.map((text) => element("td", {}, text ?? "")));
  });
}

function rows(answer, name) {
  return (answer[name]?.edges ?? []).map(({ node }) => node);
}
