/** Every feature there is: the folders beside this file. */
import type { Feature } from "./feature";

const found = import.meta.glob<Feature>("./*/feature.tsx", { eager: true, import: "default" });

export const FEATURES: readonly Feature[] = Object.values(found);
