/** Every address: pages with navigation, popups and widgets without. */
import { lazy, Suspense, type ComponentType, type ReactNode } from "react";
import { createBrowserRouter, type RouteObject } from "react-router";
import { FEATURES } from "../features/all";
import type { Feature, FeatureRoute } from "../features/feature";
import { Skeleton } from "../ui";
import { Crashed } from "./crashed";
import { Gate } from "./gate";
import { NotFound } from "./not-found";
import { PageShell } from "./page-shell";
import { PopupShell, WidgetShell } from "./small-shells";

export function makeRouter(base: string) {
  return createBrowserRouter(addresses(FEATURES), { basename: base.replace(/\/$/, "") || "/" });
}

export function addresses(features: readonly Feature[]): RouteObject[] {
  const pages = features.flatMap(({ routes }) => routes.map((route) => routeOf(route)));
  const popups = features.flatMap(({ id, popups: own = [] }) =>
    own.map((route) => framed(id, route, PopupShell)),
  );
  const widgets = features.flatMap(({ id, widgets: own = [] }) =>
    own.map((route) => framed(id, route, WidgetShell)),
  );
  return [
    { path: "widgets", errorElement: <Crashed />, children: widgets },
    { path: "popup", errorElement: <Crashed />, children: popups },
    {
      path: "/",
      element: (
        <Gate folders={["shell", ...features.map(({ id }) => id)]}>
          <PageShell features={features} />
        </Gate>
      ),
      errorElement: <Crashed />,
      children: [...pages, { path: "*", element: <NotFound /> }],
    },
  ];
}

type Shell = (props: { children: ReactNode }) => ReactNode;

/** A small surface loads the texts of its own feature only. */
function framed(featureId: string, route: FeatureRoute, Frame: Shell): RouteObject {
  const { element, ...rest } = routeOf(route);
  return {
    ...rest,
    element: (
      <Gate folders={["shell", featureId]}>
        <Frame>{element}</Frame>
      </Gate>
    ),
  };
}

function routeOf({ path, load }: FeatureRoute): RouteObject {
  const Loaded: ComponentType = lazy(load);
  const element = (
    <Suspense fallback={<Skeleton lines={8} />}>
      <Loaded />
    </Suspense>
  );
  return path === "" ? { index: true, element } : { path, element, errorElement: <Crashed /> };
}
