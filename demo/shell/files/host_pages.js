// The Dashboard's own pages that show extensions: lists of customers, orders and drafts, and one of each.

import { element } from "./dom.js";

const CUSTOMERS = `
  query Customers($search: String) {
    customers(first: 50, filter: { search: $search }) {
      edges { node { id email firstName lastName } }
    }
  }`;
const CUSTOMER = `query Customer($id: ID!) { user(id: $id) { id email firstName lastName } }`;
const ORDERS = `query Orders { orders(first: 50) { edges { node { id number userEmail } } } }`;
const DRAFTS = `query Drafts { draftOrders(first: 50) { edges { node { id number userEmail } } } }`;
const ORDER = `query Order($id: ID!) { order(id: $id) { id number userEmail status } }`;

/** By the address of the list, which those of the single pages begin with: how to list, and how to show one. */
export const HOST_PAGES = {
  customers: {
    title: "Customers",
    mounts: () => "CUSTOMER",
    columns: ["E-mail", "Name"],
    list: async (session, search) => rows(await session.ask(CUSTOMERS, { search }), "customers"),
    find: async (session, id) => (await session.ask(CUSTOMER, { id })).user,
    facts: ({ email, firstName, lastName }) => [email, `${firstName} ${lastName}`.trim()],
  },
  orders: {
    title: "Orders",
    mounts: (order) => (order?.status === "DRAFT" ? "DRAFT_ORDER" : "ORDER"),
    columns: ["Order", "Customer"],
    list: async (session) => rows(await session.ask(ORDERS), "orders"),
    find: async (session, id) => (await session.ask(ORDER, { id })).order,
    facts: ({ number, userEmail }) => [`#${number}`, userEmail],
  },
  // A list of its own; one of them stands among the orders.
  "orders/drafts": {
    title: "Drafts",
    mounts: () => "DRAFT_ORDER",
    columns: ["Order", "Customer"],
    single: "orders",
    list: async (session) => rows(await session.ask(DRAFTS), "draftOrders"),
    facts: ({ number, userEmail }) => [`#${number}`, userEmail],
  },
};

/** What our pages are told at a mount; the widget of a draft is told of an order, the menu of a draft. */
const PARAMETERS = {
  CUSTOMER: { menu: "customerId", widget: "customerId" },
  ORDER: { menu: "orderId", widget: "orderId" },
  DRAFT_ORDER: { menu: "draftOrderId", widget: "orderId" },
};

/** The contexts of a page's menu and of its widgets. */
export function contextsOf(mounts, id) {
  const { menu, widget } = PARAMETERS[mounts];
  return { menu: { [menu]: id }, widget: { [widget]: id } };
}

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
    const address = `/${page.single ?? name}/${encodeURIComponent(row.id)}`;
    const link = element("a", { href: address, onclick: navigate }, first);
    return element("tr", {}, element("td", {}, link), ...others.map((text) => element("td", {}, text ?? "")));
  });
}

function rows(answer, name) {
  return (answer[name]?.edges ?? []).map(({ node }) => node);
}
