/** Customers of the demo's shop and their orders, found by the API. */
import type { Staff } from "./staff";

const CUSTOMERS = `
  query Customers($search: String) {
    customers(first: 1, filter: { search: $search }) { edges { node { id email } } }
  }`;
const ORDERS = `query Orders { orders(first: 1) { edges { node { id number } } } }`;

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
