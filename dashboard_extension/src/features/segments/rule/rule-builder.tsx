/**
 * Where staff write a rule: groups of rows, each a fieldset that is edited by keyboard as well.
 *
 * Written here rather than with react-querybuilder, whose rows know neither scope nor window, and whose
 * groups are no fieldsets: all that we could keep of it is how a tree is changed.
 */
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { Button, CheckboxField, HiddenText, SelectField, Stack } from "../../../ui";
import { ConditionRow } from "./condition-row";
import type { Fields } from "./fields";
import { ChoicePicker } from "./choice-picker";
import type { Problem } from "./problems";
import {
  addPart,
  changePart,
  emptyCondition,
  emptyGroup,
  emptyNamedSegment,
  focusAfterRemoval,
  MOST_DEPTH,
  MOST_IN_GROUP,
  removePart,
  type Group,
  type NamedSegment,
  type RuleNode,
} from "./tree";

/** A refusal of the API and the row it is about. */
export interface Refusal {
  readonly partId: string;
  readonly message: string;
}

export interface RuleBuilderProps {
  readonly fields: Fields;
  readonly root: Group;
  readonly onChange: (change: (root: Group) => Group) => void;
  /** What rows lack; only shown where staff have tried to save. */
  readonly problems: ReadonlyMap<string, Problem>;
  readonly refusal: Refusal | null;
}

interface Editing {
  readonly fields: Fields;
  readonly change: (id: string, change: (part: RuleNode) => RuleNode) => void;
  readonly add: (groupId: string, part: RuleNode) => void;
  readonly remove: (id: string) => void;
  readonly errorOf: (part: RuleNode) => string | undefined;
}

const EditingContext = createContext<Editing | null>(null);

function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (editing === null) throw new Error("This part stands outside a RuleBuilder.");
  return editing;
}

export function RuleBuilder({ fields, root, onChange, problems, refusal }: RuleBuilderProps) {
  const intl = useIntl();
  const frame = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  // A part that has just come in, or that stands before a removed one, takes the focus.
  useEffect(() => {
    if (focused === null) return;
    const part = frame.current?.querySelector(`[data-part="${focused}"]`);
    part?.querySelector<HTMLElement>("select, input, button")?.focus();
    setFocused(null);
  }, [focused]);

  const errorOf = useCallback(
    (part: RuleNode) => {
      if (refusal?.partId === part.id) return refusal.message;
      const problem = problems.get(part.id);
      return problem === undefined ? undefined : intl.formatMessage({ id: `segments.problem.${problem}` });
    },
    [intl, problems, refusal],
  );
  const editing = useMemo<Editing>(
    () => ({
      fields,
      errorOf,
      change: (id, change) => {
        onChange((tree) => changePart(tree, id, change));
      },
      add: (groupId, part) => {
        onChange((tree) => addPart(tree, groupId, part));
        setFocused(part.id);
      },
      remove: (id) => {
        setFocused(focusAfterRemoval(root, id) ?? null);
        onChange((tree) => removePart(tree, id));
      },
    }),
    [errorOf, fields, onChange, root],
  );
  return (
    <EditingContext.Provider value={editing}>
      <div ref={frame}>
        <GroupPart group={root} depth={1} place="" />
      </div>
    </EditingContext.Provider>
  );
}

function Part({ part, depth, place }: { part: RuleNode; depth: number; place: string }) {
  if (part.kind === "group") return <GroupPart group={part} depth={depth} place={place} />;
  if (part.kind === "segment") return <SegmentPart part={part} place={place} />;
  return <ConditionPart part={part} place={place} />;
}

function GroupPart({ group, depth, place }: { group: Group; depth: number; place: string }) {
  const intl = useIntl();
  const { change, remove, errorOf } = useEditing();
  const isRoot = depth === 1;
  const error = errorOf(group);
  return (
    <fieldset className="crm-rule__group" data-part={group.id}>
      <legend className={isRoot ? "crm-hidden" : undefined}>
        {isRoot ? (
          <FormattedMessage id="segments.rule.root" />
        ) : (
          <FormattedMessage id="segments.rule.group" values={{ place }} />
        )}
      </legend>
      <Stack isRow>
        <SelectField
          label={intl.formatMessage({ id: "segments.rule.join" })}
          value={group.join}
          onChange={(join) => {
            change(group.id, (part) => ({ ...part, join }) as RuleNode);
          }}
          options={[
            { value: "all", label: intl.formatMessage({ id: "segments.rule.all" }) },
            { value: "any", label: intl.formatMessage({ id: "segments.rule.any" }) },
          ]}
        />
        {!isRoot && <Negation part={group} />}
        {!isRoot && (
          <Button
            tone="tertiary"
            label={intl.formatMessage({ id: "segments.rule.removeGroup" }, { place })}
            onClick={() => {
              remove(group.id);
            }}
          >
            <FormattedMessage id="segments.rule.remove" />
          </Button>
        )}
      </Stack>
      {error !== undefined && <p className="crm-field__error">{error}</p>}
      <ol className="crm-rule__parts">
        {group.children.map((child, index) => (
          <li key={child.id}>
            {index > 0 && (
              <span className="crm-rule__join">
                <FormattedMessage id={group.join === "all" ? "segments.rule.and" : "segments.rule.or"} />
              </span>
            )}
            <Part
              part={child}
              depth={depth + 1}
              place={place === "" ? String(index + 1) : `${place}.${String(index + 1)}`}
            />
          </li>
        ))}
      </ol>
      <AddButtons group={group} depth={depth} />
    </fieldset>
  );
}

function AddButtons({ group, depth }: { group: Group; depth: number }) {
  const { add } = useEditing();
  if (group.children.length >= MOST_IN_GROUP) {
    return (
      <p>
        <FormattedMessage id="segments.rule.full" values={{ most: MOST_IN_GROUP }} />
      </p>
    );
  }
  return (
    <Stack isRow>
      <Button
        onClick={() => {
          add(group.id, emptyCondition());
        }}
      >
        <FormattedMessage id="segments.rule.addCondition" />
      </Button>
      <Button
        tone="tertiary"
        onClick={() => {
          add(group.id, emptyNamedSegment());
        }}
      >
        <FormattedMessage id="segments.rule.addSegment" />
      </Button>
      {/* A negation takes up a place as well, and so does what comes in. */}
      {depth < MOST_DEPTH - 2 && (
        <Button
          tone="tertiary"
          onClick={() => {
            add(group.id, {
              ...emptyGroup(group.join === "all" ? "any" : "all"),
              children: [emptyCondition()],
            });
          }}
        >
          <FormattedMessage id="segments.rule.addGroup" />
        </Button>
      )}
    </Stack>
  );
}

function ConditionPart({ part, place }: { part: Extract<RuleNode, { kind: "condition" }>; place: string }) {
  const { fields, change, errorOf } = useEditing();
  return (
    <fieldset className="crm-rule__row" data-part={part.id}>
      <legend className="crm-hidden">
        <FormattedMessage id="segments.rule.condition" values={{ place }} />
      </legend>
      <ConditionRow
        fields={fields}
        condition={part}
        error={errorOf(part)}
        onChange={(condition) => {
          change(part.id, () => condition);
        }}
      />
      <RowEnd part={part} place={place} />
    </fieldset>
  );
}

function SegmentPart({ part, place }: { part: NamedSegment; place: string }) {
  const intl = useIntl();
  const { change, errorOf } = useEditing();
  return (
    <fieldset className="crm-rule__row" data-part={part.id}>
      <legend className="crm-hidden">
        <FormattedMessage id="segments.rule.condition" values={{ place }} />
      </legend>
      <ChoicePicker
        label={intl.formatMessage({ id: "segments.rule.inSegment" })}
        source="segment"
        isMany={false}
        values={part.number === null ? [] : [String(part.number)]}
        onChange={([number]) => {
          change(part.id, () => ({ ...part, number: number === undefined ? null : Number(number) }));
        }}
        error={errorOf(part)}
      />
      <RowEnd part={part} place={place} />
    </fieldset>
  );
}

function RowEnd({ part, place }: { part: RuleNode; place: string }) {
  const { remove } = useEditing();
  return (
    <Stack isRow>
      <Negation part={part} />
      <Button
        tone="tertiary"
        onClick={() => {
          remove(part.id);
        }}
      >
        <FormattedMessage id="segments.rule.remove" />
        <HiddenText>
          {" "}
          <FormattedMessage id="segments.rule.condition" values={{ place }} />
        </HiddenText>
      </Button>
    </Stack>
  );
}

function Negation({ part }: { part: RuleNode }) {
  const intl = useIntl();
  const { change } = useEditing();
  return (
    <CheckboxField
      label={intl.formatMessage({ id: "segments.rule.not" })}
      value={part.isNegated}
      onChange={(isNegated) => {
        change(part.id, (one) => ({ ...one, isNegated }));
      }}
    />
  );
}
