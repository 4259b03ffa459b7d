/** Where the pages of segments are. */

export const SEGMENTS = "/segments";
export const NEW_SEGMENT = "/segments/new";
export const READY_MADE = "/segments/ready-made";
export const EXPORTS = "/imports?tab=exports";

export function segmentPath(id: string, tab?: string): string {
  const path = `${SEGMENTS}/${encodeURIComponent(id)}`;
  return tab === undefined ? path : `${path}?tab=${tab}`;
}

export function customerPath(profileId: string): string {
  return `/customers/${encodeURIComponent(profileId)}`;
}
