/** What a folder of `features/` offers; `<area>/feature.tsx` exports one as default and is gathered by itself. */
import type { ComponentType } from "react";

export interface FeatureRoute {
  /** Relative, as react-router writes it: `customers/:id`. */
  path: string;
  /** Loaded when somebody comes there: `() => import("./page")`, whose default export is the page. */
  load: () => Promise<{ default: ComponentType }>;
}

export type NavigationGroup = "customers" | "outreach" | "loyalty" | "insight" | "system";

export interface NavigationItem {
  /** Id of the label in the feature's messages. */
  labelId: string;
  /** Absolute within the application: `/segments`. */
  path: string;
  group: NavigationGroup;
  /** Place within the group; small comes first. */
  order: number;
  /** Whoever lacks it does not see the item; the page itself still says why. */
  permission: string;
}

export interface Feature {
  /** The name of the folder. */
  id: string;
  /** Full pages. */
  routes: FeatureRoute[];
  navigation?: NavigationItem[];
  /** Below `/widgets/`: narrow, without navigation, their height told to the Dashboard. */
  widgets?: FeatureRoute[];
  /** Below `/popup/`: without navigation. */
  popups?: FeatureRoute[];
}

/** Says at the place of definition what is wrong with a feature, and gives it its type. */
export function defineFeature(feature: Feature): Feature {
  return feature;
}
