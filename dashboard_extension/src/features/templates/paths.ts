/** Where the pages of templates are. */

export const TEMPLATES = "/templates";
export const NEW_TEMPLATE = "/templates/new";
export const READY_MADE = "/templates/ready-made";

export function templatePath(id: string): string {
  return `${TEMPLATES}/${encodeURIComponent(id)}`;
}
