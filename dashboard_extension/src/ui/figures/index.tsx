/** Figures, loaded when the first of them is drawn. */
import { lazy, Suspense, type ComponentType } from "react";
import { Skeleton } from "../states";
import type { FunnelFigureProps, HeatMapProps, SeriesFigureProps } from "./types";

function late<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) {
  const Loaded = lazy(load) as unknown as ComponentType<Props>;
  return function Figure(props: Props) {
    return (
      <Suspense
        fallback={
          <div aria-busy="true">
            <Skeleton lines={6} />
          </div>
        }
      >
        <Loaded {...props} />
      </Suspense>
    );
  };
}

export const LineFigure = late<SeriesFigureProps>(() => import("./line-figure"));
export const BarFigure = late<SeriesFigureProps>(() => import("./bar-figure"));
export const FunnelFigure = late<FunnelFigureProps>(() => import("./funnel-figure"));
export const HeatMap = late<HeatMapProps>(() => import("./heat-map"));
