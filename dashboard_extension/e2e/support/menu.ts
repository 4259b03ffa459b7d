/** The pages of the menu, as the features themselves list them. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import type { Feature, NavigationItem } from "../../src/features/feature";
import { SOURCES } from "./look";

const FEATURES = join(SOURCES, "features");

async function feature(folder: string): Promise<Feature> {
  const module = (await import(pathToFileURL(join(FEATURES, folder, "feature.tsx")).href)) as { default: Feature };
  return module.default;
}

export async function menu(): Promise<NavigationItem[]> {
  const folders = readdirSync(FEATURES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const features = await Promise.all(folders.map(({ name }) => feature(name)));
  return features.flatMap(({ navigation = [] }) => navigation);
}
