/** What campaigns stand on, made by the API: a list of a few people, a published template, a campaign. */
import type { Staff } from "./staff";

const PEOPLE = `query People($first: Int!) { crmProfiles(first: $first) { edges { node { id erasedAt } } } }`;
const LIST = `
  mutation List($name: String!) { crmSegmentCreate(name: $name) { segment { id number } errors { message } } }`;
const MEMBERS = `
  mutation Members($id: ID!, $profiles: [ID!]!) {
    crmSegmentMembersAdd(id: $id, profiles: $profiles) { errors { message } } }`;
const TEMPLATE = `
  mutation Template($input: CrmTemplateInput!) { crmTemplateCreate(input: $input) { template { id } errors { message } } }`;
const WORDS = `
  mutation Words($template: ID!, $contents: [CrmTemplateContentInput!]!) {
    crmTemplateDraftSave(template: $template, contents: $contents) { errors { message } }
    crmTemplatePublish(template: $template) { errors { message } } }`;
const CREATE = `
  mutation Create($name: String!, $definition: JSON!) {
    crmCampaignCreate(name: $name, kind: BROADCAST, definition: $definition) {
      campaign { id version } errors { message } } }`;
const BEGIN = `
  mutation Begin($id: ID!, $version: Int!) {
    crmCampaignCheck(id: $id) { errors { message } }
    crmCampaignSchedule(id: $id, version: $version) { errors { message } } }`;
const BODY = `<mj-section><mj-column><mj-text>{{ customer.first_name }}, new records.</mj-text></mj-column></mj-section>`;

/** More than the tests of privacy erase in all looks; nobody who was erased can be put on a list. */
const MOST_ERASED = 10;

/** Makes a list with so many people on it; returns the number by which audiences name it. */
export async function list(staff: Staff, name: string, people: number): Promise<number> {
  const { crmProfiles } = await staff.ask<{
    crmProfiles: { edges: readonly { node: { id: string; erasedAt: string | null } }[] };
  }>(PEOPLE, { first: people + MOST_ERASED });
  const living = crmProfiles.edges.map(({ node }) => node).filter(({ erasedAt }) => erasedAt === null);
  const { crmSegmentCreate } = await staff.ask<{
    crmSegmentCreate: { segment: { id: string; number: number } };
  }>(LIST, { name });
  const { id, number } = crmSegmentCreate.segment;
  await staff.ask(MEMBERS, { id, profiles: living.slice(0, people).map((one) => one.id) });
  return number;
}

/** Makes a template for marketing in English and Italian, and publishes it; returns its code. */
export async function template(staff: Staff, name: string): Promise<string> {
  const code = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
  const { crmTemplateCreate } = await staff.ask<{ crmTemplateCreate: { template: { id: string } } }>(TEMPLATE, {
    input: { code, name, kind: "EMAIL", purpose: "marketing", defaultLanguage: "en" },
  });
  const contents = [
    { language: "en", subject: "New records", body: BODY },
    { language: "it", subject: "Nuovi dischi", body: BODY.replace("new records", "nuovi dischi") },
  ];
  await staff.ask(WORDS, { template: crmTemplateCreate.template.id, contents });
  return code;
}

interface Wanted {
  readonly name: string;
  readonly people: number;
  readonly at: Date;
  readonly perHour?: number;
}

interface Made {
  readonly id: string;
  readonly version: number;
}

/** Writes a campaign of its own list and template; it stays a draft. */
export async function campaign(staff: Staff, { name, people, at, perHour }: Wanted): Promise<Made> {
  const definition = {
    audience: { lists: [await list(staff, name, people)] },
    content: { variants: [{ key: "a", template: await template(staff, name) }] },
    when: { mode: "fixed", at: at.toISOString(), throttle_per_hour: perHour ?? null },
  };
  const { crmCampaignCreate } = await staff.ask<{ crmCampaignCreate: { campaign: Made } }>(CREATE, {
    name,
    definition,
  });
  return crmCampaignCreate.campaign;
}

/** Lets a campaign begin by itself when its time comes. */
export async function begin(staff: Staff, { id, version }: Made): Promise<void> {
  await staff.ask(BEGIN, { id, version });
}
