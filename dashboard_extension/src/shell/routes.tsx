/** Every address: pages with navigation, popups and widgets without. */
import { lazy, Suspense, type ComponentType, type ReactNode } from "react";
import { Route, Routes } from "react-router";
import { FEATURES } from "../features/all";
import type { Feature, FeatureRoute } from "../features/feature";
import { Skeleton } from "../ui/states";
import { CrashGuard } from "./crash-guard";
import { Gate } from "./gate";
import { NotFound } from "./not-found";
import { PageShell } from "./page-shell";
import { PopupShell, WidgetShell } from "./small-shells";

interface Address {
  path: string;
  featureId: string;
  Page: ComponentType;
}

/** Components are made once: made during a render they would lose their state with each. */
function addresses(features: readonly Feature[], of: (feature: Feature) => FeatureRoute[] | undefined): Address[] {
  return features.flatMap((feature) =>
    (of(feature) ?? []).map(({ path, load }) => ({ path, featureId: feature.id, Page: lazy(load) })),
  );
}

const PAGES = addresses(FEATURES, ({ routes }) => routes);
const POPUPS = addresses(FEATURES, ({ popups }) => popups);
const WIDGETS = addresses(FEATURES, ({ widgets }) => widgets);
const ALL_TEXTS = ["shell", ...FEATURES.map(({ id }) => id)];

export function AllRoutes() {
  return (
    <Routes>
      {small("widgets", WIDGETS, WidgetShell)}
      {small("popup", POPUPS, PopupShell)}
      <Route
        path="/"
        element={
          <Gate folders={ALL_TEXTS}>
            <PageShell features={FEATURES} />
          </Gate>
        }
      >
        {PAGES.map(({ path, Page }) => (
          <Route key={path} {...(path === "" ? { index: true } : { path })} element={<Loaded Page={Page} />} />
        ))}
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}

/** A small surface loads the texts of its own feature only. */
function small(root: string, all: Address[], Frame: (props: { children: ReactNode }) => ReactNode) {
  return all.map(({ path, featureId, Page }) => (
    <Route
      key={`${root}/${path}`}
      path={`${root}/${path}`}
      element={
        <Gate folders={["shell", featureId]}>
          <Frame>
            <Loaded Page={Page} />
          </Frame>
        </Gate>
      }
    />
  ));
}

function Loaded({ Page }: { Page: ComponentType }) {
  return (
    <CrashGuard>
      <Suspense fallback={<Skeleton lines={8} />}>
        <Page />
      </Suspense>
    </CrashGuard>
  );
}
