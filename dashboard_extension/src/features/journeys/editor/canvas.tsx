/** The journey as a picture, laid out by itself: steps are opened, and ways are drawn. */

import "@xyflow/react/dist/style.css";
import {
  Background,
  Controls,
  Handle,
  MiniMap,
  Position,
  ReactFlow,
  useReactFlow,
  useStore,
  type Edge,
  type Node,
  type NodeProps,
  type NodeTypes,
} from "@xyflow/react";
import { useEffect, useMemo, useRef } from "react";
import { useKinds } from "../kinds";
import { edgesOf } from "../model/edges";
import { connected } from "../model/editing";
import { BOX, COLUMN, openingView, placesOf, ROW, viewOf, type Place } from "../model/layout";
import { BEGINNING, placeOf } from "../model/problems";
import { useWords } from "../words";
import type { EditorParts } from "./context";
import { useStepWords } from "./use-step-words";

const TRIGGER = ":beginning";
// The small map draws only boxes whose size it is told.
const BOX_SIZE = { initialWidth: BOX.width, initialHeight: BOX.height };
// Small enough to leave the boxes in the middle free.
const MAP_SIZE = { width: 120, height: 96 };

type Box = Node<
  {
    kind: string;
    summary: string;
    people: string;
    problems: string;
    handles: { field: string; label: string }[];
    isBeginning: boolean;
  },
  "box"
>;

function BoxNode({ data, selected }: NodeProps<Box>) {
  return (
    <div className="crm-journeys-box" data-selected={selected} data-faulty={data.problems !== ""}>
      {!data.isBeginning && <Handle type="target" position={Position.Top} />}
      <strong>{data.kind}</strong>
      <span>{data.summary}</span>
      {data.people !== "" && <small>{data.people}</small>}
      {data.problems !== "" && <small className="crm-journeys-fault">{data.problems}</small>}
      {data.handles.map((handle, place) => (
        <Handle
          key={handle.field}
          id={handle.field}
          type="source"
          position={Position.Bottom}
          title={handle.label}
          style={{ left: `${String(((place + 1) * 100) / (data.handles.length + 1))}%` }}
        />
      ))}
    </div>
  );
}

const NODE_TYPES: NodeTypes = { box: BoxNode };

function useBoxes({ definition, selected, problems, people }: EditorParts): Box[] {
  const { label } = useKinds();
  const { say } = useWords();
  const { summary, way } = useStepWords();
  return useMemo(() => {
    const places = placesOf(definition);
    const faultsOf = (name: string) => {
      const count = problems.filter((problem) => placeOf(problem) === name).length;
      return count > 0 ? say("journeys.problemsHere", { count }) : "";
    };
    const first: Box = {
      id: TRIGGER,
      type: "box",
      ...BOX_SIZE,
      position: { x: places.get(definition.start)?.x ?? 0, y: -ROW },
      selected: selected === BEGINNING,
      ariaLabel: `${say("journeys.beginning")}: ${label("trigger", definition.trigger.kind)}`,
      data: {
        kind: say("journeys.beginning"),
        summary: label("trigger", definition.trigger.kind),
        people: "",
        problems: faultsOf(BEGINNING),
        handles: [{ field: "start", label: say("journeys.way.next") }],
        isBeginning: true,
      },
    };
    const steps = Object.entries(definition.steps).map(([name, step]): Box => {
      const standing = people[name] ?? 0;
      return {
        id: name,
        type: "box",
        ...BOX_SIZE,
        position: places.get(name) ?? { x: 0, y: 0 },
        selected: selected === name,
        ariaLabel: `${label("step", step.kind)}: ${name}`,
        data: {
          kind: label("step", step.kind),
          summary: summary(step) || name,
          people: standing > 0 ? say("journeys.peopleHere", { people: standing }) : "",
          problems: faultsOf(name),
          handles: edgesOf(step).map((edge) => ({ field: edge.field, label: way(step, edge.field) })),
          isBeginning: false,
        },
      };
    });
    return [first, ...steps];
  }, [definition, selected, problems, people, label, say, summary, way]);
}

function useArrows({ definition }: EditorParts): Edge[] {
  const { way } = useStepWords();
  return useMemo(() => {
    const first: Edge = {
      id: TRIGGER,
      source: TRIGGER,
      sourceHandle: "start",
      target: definition.start,
      focusable: false,
    };
    const others = Object.entries(definition.steps).flatMap(([name, step]) => {
      const edges = edgesOf(step);
      return edges.map(
        (edge): Edge => ({
          id: `${name} ${edge.field}`,
          source: name,
          sourceHandle: edge.field,
          target: edge.target,
          focusable: false,
          ...(edges.length > 1 ? { label: way(step, edge.field) } : {}),
        }),
      );
    });
    return [first, ...others];
  }, [definition, way]);
}

/** Opens the picture so that it can be read, and follows the step that is chosen, here or elsewhere. */
function Looking({ boxes }: { readonly boxes: readonly Box[] }) {
  const { getViewport, setViewport, viewportInitialized } = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const isOpened = useRef(false);
  const [first, ...others] = boxes.map(({ position }): Place => position);
  const chosen = boxes.find(({ selected }) => selected === true);
  useEffect(() => {
    if (first === undefined || !viewportInitialized || width === 0) return;
    const frame = { width, height };
    const seen = isOpened.current ? getViewport() : openingView([first, ...others], frame);
    isOpened.current = true;
    void setViewport(chosen === undefined ? seen : viewOf(seen, chosen.position, frame));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- moves for another step, not for a word in it
  }, [viewportInitialized, width === 0, chosen?.id, boxes.length]);
  return null;
}

export default function Canvas(parts: EditorParts & { readonly isDark: boolean }) {
  const { say } = useWords();
  const { definition, change, select } = parts;
  const boxes = useBoxes(parts);
  const arrows = useArrows(parts);
  return (
    <section className="crm-journeys-canvas" aria-label={say("journeys.canvas")}>
      <ReactFlow
        nodes={boxes}
        edges={arrows}
        nodeTypes={NODE_TYPES}
        colorMode={parts.isDark ? "dark" : "light"}
        nodesDraggable={false}
        edgesReconnectable={false}
        deleteKeyCode={null}
        fitViewOptions={{ maxZoom: 1 }}
        minZoom={0.2}
        // The wheel leads down the picture as down a page; with Ctrl it enlarges.
        panOnScroll
        nodeOrigin={[0.5, 0]}
        snapGrid={[COLUMN, ROW]}
        onNodeClick={(_, node) => {
          select(node.id === TRIGGER ? BEGINNING : node.id);
        }}
        onNodesChange={(changes) => {
          // By keyboard a step is chosen with Enter or Space; everything else is laid out by us.
          for (const one of changes) {
            if (one.type === "select" && one.selected) {
              select(one.id === TRIGGER ? BEGINNING : one.id);
            }
          }
        }}
        onConnect={({ source, sourceHandle, target }) => {
          if (source === TRIGGER) {
            change({ ...definition, start: target });
          } else if (sourceHandle !== null) {
            change(connected(definition, source, sourceHandle, target));
          }
        }}
        ariaLabelConfig={{
          "controls.ariaLabel": say("journeys.canvas.controls"),
          "controls.zoomIn.ariaLabel": say("journeys.canvas.zoomIn"),
          "controls.zoomOut.ariaLabel": say("journeys.canvas.zoomOut"),
          "controls.fitView.ariaLabel": say("journeys.canvas.fit"),
          "minimap.ariaLabel": say("journeys.canvas.map"),
          "node.a11yDescription.default": say("journeys.canvas.help"),
          "edge.a11yDescription.default": say("journeys.canvas.help"),
        }}
      >
        <Background />
        <Controls showInteractive={false} />
        <MiniMap pannable zoomable style={MAP_SIZE} />
        <Looking boxes={boxes} />
      </ReactFlow>
    </section>
  );
}
