/** The journey as a list that can be edited by keyboard alone; it can all that the canvas can. */

import { useEffect, useRef } from "react";
import { Button, Chip } from "../../../ui";
import { useKinds } from "../kinds";
import { edgesOf, readingOrder, unreached } from "../model/edges";
import {
  canRemove,
  earlierNeighbor,
  laterNeighbor,
  moveEarlier,
  moveLater,
  removeStep,
  removeUnreached,
} from "../model/editing";
import { BEGINNING, placeOf } from "../model/problems";
import { useWords } from "../words";
import type { EditorParts } from "./context";
import { useStepWords } from "./use-step-words";

function Actions({ name, parts }: { readonly name: string; readonly parts: EditorParts }) {
  const { definition, change, select, add } = parts;
  const { say } = useWords();
  const { way } = useStepWords();
  const step = definition.steps[name];
  if (step === undefined) {
    return null;
  }
  const edges = edgesOf(step);
  return (
    <div className="crm-journeys-actions">
      {edges.map((edge) => (
        <Button
          key={edge.field}
          onClick={() => {
            add({ after: name, field: edge.field });
          }}
        >
          {edges.length === 1
            ? say("journeys.addAfter", { step: name })
            : say("journeys.addOnWay", { step: name, way: way(step, edge.field) })}
        </Button>
      ))}
      <Button
        disabled={earlierNeighbor(definition, name) === null}
        onClick={() => {
          change(moveEarlier(definition, name));
        }}
      >
        {say("journeys.moveEarlier", { step: name })}
      </Button>
      <Button
        disabled={laterNeighbor(definition, name) === null}
        onClick={() => {
          change(moveLater(definition, name));
        }}
      >
        {say("journeys.moveLater", { step: name })}
      </Button>
      <Button
        disabled={!canRemove(definition, name)}
        onClick={() => {
          change(removeStep(definition, name));
          select(BEGINNING);
        }}
      >
        {say("journeys.removeStep", { step: name })}
      </Button>
    </div>
  );
}

function Item({ name, parts }: { readonly name: string; readonly parts: EditorParts }) {
  const { definition, selected, select, problems, people } = parts;
  const { label } = useKinds();
  const { say } = useWords();
  const { summary, way } = useStepWords();
  const item = useRef<HTMLButtonElement>(null);
  const isSelected = selected === name;
  useEffect(() => {
    if (isSelected && document.activeElement === document.body) {
      // The step that had the focus is gone, or has just been made.
      item.current?.focus();
    }
  }, [isSelected]);
  const step = definition.steps[name];
  if (step === undefined) {
    return null;
  }
  const faults = problems.filter((problem) => placeOf(problem) === name).length;
  const standing = people[name] ?? 0;
  const edges = edgesOf(step);
  return (
    <li className="crm-journeys-item" data-selected={isSelected}>
      <button
        ref={item}
        type="button"
        className="crm-journeys-open"
        aria-current={isSelected ? "step" : undefined}
        onClick={() => {
          select(name);
        }}
      >
        <strong>{label("step", step.kind)}</strong>
        <span>{summary(step)}</span>
        <small>{name}</small>
      </button>
      {edges.length > 0 && (
        <ul className="crm-journeys-ways">
          {edges.map((edge) => (
            <li key={edge.field}>
              {way(step, edge.field)}{" "}
              <button
                type="button"
                className="crm-journeys-quiet"
                onClick={() => {
                  select(edge.target);
                }}
              >
                {edge.target}
              </button>
            </li>
          ))}
        </ul>
      )}
      {standing > 0 && <Chip>{say("journeys.peopleHere", { people: standing })}</Chip>}
      {faults > 0 && <Chip tone="critical">{say("journeys.problemsHere", { count: faults })}</Chip>}
      {isSelected && <Actions name={name} parts={parts} />}
    </li>
  );
}

export function Outline(parts: EditorParts) {
  const { definition, selected, select, add, change, problems } = parts;
  const { label } = useKinds();
  const { say } = useWords();
  const lost = unreached(definition);
  const faults = problems.filter((problem) => placeOf(problem) === BEGINNING).length;
  return (
    <section aria-label={say("journeys.outline")}>
      <ol className="crm-journeys-outline">
        <li className="crm-journeys-item" data-selected={selected === BEGINNING}>
          <button
            type="button"
            className="crm-journeys-open"
            aria-current={selected === BEGINNING ? "step" : undefined}
            onClick={() => {
              select(BEGINNING);
            }}
          >
            <strong>{say("journeys.beginning")}</strong>
            <span>{label("trigger", definition.trigger.kind)}</span>
          </button>
          {faults > 0 && <Chip tone="critical">{say("journeys.problemsHere", { count: faults })}</Chip>}
          {selected === BEGINNING && (
            <div className="crm-journeys-actions">
              <Button
                onClick={() => {
                  add({ after: null, field: "start" });
                }}
              >
                {say("journeys.addFirst")}
              </Button>
            </div>
          )}
        </li>
        {readingOrder(definition).map((name) => (
          <Item key={name} name={name} parts={parts} />
        ))}
      </ol>
      {lost.length > 0 && (
        <div role="status" className="crm-journeys-note">
          <p>{say("journeys.unreached", { count: lost.length, steps: lost.join(", ") })}</p>
          <Button
            onClick={() => {
              change(removeUnreached(definition));
              select(BEGINNING);
            }}
          >
            {say("journeys.removeUnreached")}
          </Button>
        </div>
      )}
    </section>
  );
}
