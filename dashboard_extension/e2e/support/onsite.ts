/** A message in the storefront, made as staff make one: a campaign to a list of one. */
import type { Staff } from "./staff";

const CHANNEL = "default-channel";
const PROFILE = `query Profile($search: String!) {
  crmProfiles(search: $search, first: 1) { edges { node { id } } }
}`;
const LIST = `mutation List($name: String!) {
  crmSegmentCreate(name: $name) { segment { id number } errors { message } }
}`;
const MEMBER = `mutation Member($id: ID!, $profiles: [ID!]!) {
  crmSegmentMembersAdd(id: $id, profiles: $profiles) { errors { message } }
}`;
const TEMPLATE = `mutation Template($input: CrmTemplateInput!) {
  crmTemplateCreate(input: $input) { template { id } errors { field message } }
}`;
const DRAFT = `mutation Draft($template: ID!, $contents: [CrmTemplateContentInput!]!) {
  crmTemplateDraftSave(template: $template, contents: $contents) { errors { field message } }
}`;
const PUBLISH = `mutation Publish($template: ID!) {
  crmTemplatePublish(template: $template) { errors { field message } }
}`;
const CAMPAIGN = `mutation Campaign($name: String!, $definition: JSON!) {
  crmCampaignCreate(name: $name, kind: BROADCAST, definition: $definition) {
    campaign { id version } errors { field message }
  }
}`;
const CHECK = `mutation Check($id: ID!) {
  crmCampaignCheck(id: $id) { campaign { version } errors { field message } }
}`;
const SCHEDULE = `mutation Schedule($id: ID!, $version: Int!) {
  crmCampaignSchedule(id: $id, version: $version) { errors { field message } }
}`;

/** A moment that has not gone by when the shop looks at it. */
const SOON = 5000;

/** Has a message shown to one customer, in a few seconds, when the worker has come by. */
export async function sendOnsite(staff: Staff, email: string, title: string, text: string): Promise<void> {
  const name = `${title} ${String(Date.now())}`;
  const code = `onsite_${String(Date.now())}`;
  const { crmProfiles } = await staff.ask<{ crmProfiles: { edges: { node: { id: string } }[] } }>(PROFILE, { search: email });
  const profiles = crmProfiles.edges.map(({ node }) => node.id);
  const { segment } = await done<{ segment: { id: string; number: number } }>(staff, LIST, { name });
  await done(staff, MEMBER, { id: segment.id, profiles });
  const input = { code, name, kind: "ONSITE", purpose: "marketing" };
  const { template } = await done<{ template: { id: string } }>(staff, TEMPLATE, { input });
  const contents = [{ language: "en", subject: title, body: `<p>${text}</p>` }];
  await done(staff, DRAFT, { template: template.id, contents });
  await done(staff, PUBLISH, { template: template.id });
  const definition = {
    audience: { lists: [segment.number] },
    content: {
      purpose: "marketing",
      channels: ["onsite"],
      shop_channel: CHANNEL,
      variants: [{ key: "only", template: code, share_basis_points: 10_000 }],
    },
    when: { mode: "fixed", at: new Date(Date.now() + SOON).toISOString() },
  };
  const { campaign } = await done<{ campaign: { id: string; version: number } }>(staff, CAMPAIGN, { name, definition });
  await done(staff, CHECK, { id: campaign.id });
  await done(staff, SCHEDULE, { id: campaign.id, version: campaign.version });
}

/** Returns what a mutation gives. */
async function done<Data>(staff: Staff, mutation: string, variables: Record<string, unknown>): Promise<Data> {
  const answer = await staff.ask<Record<string, Data>>(mutation, variables);
  const [given] = Object.values(answer);
  if (!given) throw new Error("The mutation gave nothing.");
  return given;
}
