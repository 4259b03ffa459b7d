/** Where steps stand on the canvas: in layers by how far they are from the start. */

import type { Definition } from "./definition";
import { edgesOf, readingOrder } from "./edges";

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What part of the picture is seen, and how large. */
export interface View extends Place {
  readonly zoom: number;
}

export const COLUMN = 260;
export const ROW = 124;
export const BOX: Size = { width: 220, height: 56 };
const EDGE = 24;
/** Smaller, the words on the boxes are hard to read. */
const LEAST_LEGIBLE = 0.85;
const SWEEPS = 4;

/** The ways that lead on, without those that lead back. */
function forwardEdges(definition: Definition): ReadonlyMap<string, readonly string[]> {
  const state = new Map<string, "open" | "done">();
  const forward = new Map<string, string[]>();
  const walk = (name: string): void => {
    state.set(name, "open");
    const targets: string[] = [];
    const step = definition.steps[name];
    for (const { target } of step === undefined ? [] : edgesOf(step)) {
      if (!(target in definition.steps) || state.get(target) === "open") {
        continue;
      }
      if (!targets.includes(target)) {
        targets.push(target);
      }
      if (!state.has(target)) {
        walk(target);
      }
    }
    forward.set(name, targets);
    state.set(name, "done");
  };
  for (const name of readingOrder(definition)) {
    if (!state.has(name)) {
      walk(name);
    }
  }
  return forward;
}

function depths(
  definition: Definition,
  forward: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, number> {
  const depth = new Map<string, number>(Object.keys(definition.steps).map((name) => [name, 0]));
  // A walk over a graph without circles in any order ends after as many rounds as it has layers.
  let isMoving = true;
  while (isMoving) {
    isMoving = false;
    for (const [name, targets] of forward) {
      const below = (depth.get(name) ?? 0) + 1;
      for (const target of targets) {
        if ((depth.get(target) ?? 0) < below) {
          depth.set(target, below);
          isMoving = true;
        }
      }
    }
  }
  return depth;
}

function middle(places: readonly number[]): number {
  return places.reduce((sum, one) => sum + one, 0) / places.length;
}

function sweep(
  layers: readonly string[][],
  near: ReadonlyMap<string, readonly string[]>,
): void {
  const position = new Map(
    layers.flatMap((layer) =>
      layer.map((name, place): [string, number] => [name, place - (layer.length - 1) / 2]),
    ),
  );
  const at = (name: string) => position.get(name) ?? 0;
  for (const layer of layers) {
    const weight = new Map(
      layer.map((name) => {
        const places = (near.get(name) ?? []).map(at);
        return [name, places.length > 0 ? middle(places) : at(name)];
      }),
    );
    layer.sort((one, other) => (weight.get(one) ?? 0) - (weight.get(other) ?? 0));
  }
}

function turnedRound(edges: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, targets] of edges) {
    for (const target of targets) {
      found.set(target, [...(found.get(target) ?? []), name]);
    }
  }
  return found;
}

/** Return the place of every step; the start is in the first row. */
export function placesOf(definition: Definition): ReadonlyMap<string, Place> {
  const forward = forwardEdges(definition);
  const backward = turnedRound(forward);
  const depth = depths(definition, forward);
  const layers: string[][] = [];
  for (const name of readingOrder(definition)) {
    (layers[depth.get(name) ?? 0] ??= []).push(name);
  }
  for (let round = 0; round < SWEEPS; round += 1) {
    sweep(layers, round % 2 === 0 ? backward : forward);
  }
  return new Map(
    layers.flatMap((layer, row) =>
      layer.map((name, place): [string, Place] => [
        name,
        { x: (place - (layer.length - 1) / 2) * COLUMN, y: row * ROW },
      ]),
    ),
  );
}

/**
 * Return how the picture of boxes at these places is opened in its frame: from the beginning, which is the first,
 * and whole where it can be read then. What has no room is below, where the wheel leads.
 */
export function openingView(places: readonly [Place, ...Place[]], frame: Size): View {
  const [beginning] = places;
  const left = Math.min(...places.map(({ x }) => x)) - BOX.width / 2;
  const right = Math.max(...places.map(({ x }) => x)) + BOX.width / 2;
  const bottom = Math.max(...places.map(({ y }) => y)) + BOX.height;
  const whole = Math.min(
    (frame.width - 2 * EDGE) / (right - left),
    (frame.height - 2 * EDGE) / (bottom - beginning.y),
  );
  const zoom = Math.min(1, Math.max(LEAST_LEGIBLE, whole));
  const isWide = (right - left) * zoom > frame.width - 2 * EDGE;
  const middleOf = isWide ? beginning.x : (left + right) / 2;
  return { x: frame.width / 2 - middleOf * zoom, y: EDGE - beginning.y * zoom, zoom };
}

/** Return the view moved just as far as is needed to see the box at this place whole. */
export function viewOf(view: View, place: Place, frame: Size): View {
  const moved = (from: number, to: number, room: number) => {
    if (from < EDGE) return EDGE - from;
    return to > room - EDGE ? room - EDGE - to : 0;
  };
  const left = view.x + (place.x - BOX.width / 2) * view.zoom;
  const top = view.y + place.y * view.zoom;
  return {
    x: view.x + moved(left, left + BOX.width * view.zoom, frame.width),
    y: view.y + moved(top, top + BOX.height * view.zoom, frame.height),
    zoom: view.zoom,
  };
}
