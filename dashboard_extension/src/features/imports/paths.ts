/** Where the pages of files are. */

export const IMPORTS = "/imports";
export const NEW_IMPORT = "/imports/new";

export function importPath(id: string): string {
  return `${IMPORTS}/${encodeURIComponent(id)}`;
}

export function segmentPath(id: string): string {
  return `/segments/${encodeURIComponent(id)}`;
}
