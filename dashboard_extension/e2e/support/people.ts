/** Customers of the demo's shop and their orders, found by the API. */
import type { Staff } from "./staff";

/** A guest with a hundred thousand entries in the timeline. */
export const REGULAR_EMAIL = process.env["CRM_REGULAR_EMAIL"] ?? "regular@example.com";

const CUSTOMERS = `
  query Customers($search: String) {
    customers(first: 1, filter: { search: $search }) { edges { node { id email } } }
  }`;
const ORDERS = `query Orders { orders(first: 1) { edges { node { id number } } } }`;

const DRAFTS = `query Drafts { draftOrders(first: 1) { edges { node { id number } } } }`;

interface Found {
  readonly customers: { readonly edges: readonly { readonly node: Customer }[] };
}

interface Customer {
  readonly id: string;
  readonly email: string;
}

interface Order {
  readonly id: string;
  readonly number: string;
}

/** Returns a customer whose e-mail or name has the text in it; any customer without one. */
export async function customer(staff: Staff, search = ""): Promise<Customer> {
  const { customers } = await staff.ask<Found>(CUSTOMERS, { search });
  const [first] = customers.edges;
  if (!first) throw new Error(`The shop has no customer like "${search}".`);
  return first.node;
}

/** Returns the newest order. */
export async function order(staff: Staff): Promise<Order> {
  const { orders } = await staff.ask<{ orders: { edges: readonly { node: Order }[] } }>(ORDERS);
  const [first] = orders.edges;
  if (!first) throw new Error("The shop has no order.");
  return first.node;
}

/** Returns an order that staff have begun for a customer. */
export async function draftOrder(staff: Staff): Promise<Order> {
  const { draftOrders } = await staff.ask<{ draftOrders: { edges: readonly { node: Order }[] } }>(DRAFTS);
  const [first] = draftOrders.edges;
  if (!first) throw new Error("The shop has no draft.");
  return first.node;
}

const PROFILES = `
  query Profiles($search: String!) {
    crmProfiles(first: 1, search: $search) { edges { node { id firstName lastName email } } }
  }`;

interface Profile {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

interface FoundProfiles {
  readonly crmProfiles: { readonly edges: readonly { readonly node: Profile }[] };
}

/** Returns the person whom the CRM finds by the beginning of an e-mail or a name. */
export async function profile(staff: Staff, search: string): Promise<Profile> {
  const { crmProfiles } = await staff.ask<FoundProfiles>(PROFILES, { search });
  const [first] = crmProfiles.edges;
  if (!first) throw new Error(`The CRM knows nobody like "${search}".`);
  return first.node;
}

export function profilePath({ id }: Pick<Profile, "id">, tab = "overview"): string {
  return `/customers/${encodeURIComponent(id)}?tab=${tab}`;
}
