/** A form made from a JSON Schema, so that a new kind of rule needs no page of its own. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { Button, CheckboxField, NumberField, Stack, TextField } from "../../ui";

export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  anyOf?: Schema[];
  type?: string;
  title?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  /** A map: what stands under keys of this form. */
  patternProperties?: Record<string, Schema>;
  default?: unknown;
}

/** What customers can tell about themselves, besides attributes: the keys of one kind of rule. */
export const TOLD_FIELDS = ["birthday", "language", "time_zone"] as const;

type Settings = Record<string, unknown>;

export interface SchemaFormProps {
  schema: Schema;
  value: Settings;
  onChange: (value: Settings) => void;
  /** What the keys of maps can be, as far as their form allows. */
  suggestions: readonly string[];
}

/** The fields of an object; what is optional and empty is left out. */
export function SchemaForm({ schema, value, onChange, suggestions }: SchemaFormProps) {
  return <Properties schema={schema} root={schema} value={value} onChange={onChange} suggestions={suggestions} />;
}

interface PartProps extends SchemaFormProps {
  root: Schema;
}

function Properties({ schema, root, value, onChange, suggestions }: PartProps) {
  const names = Object.keys(schema.properties ?? {});
  return (
    <Stack>
      {names.map((name) => (
        <Property
          key={name}
          name={name}
          root={root}
          schema={plain(schema.properties?.[name] ?? {}, root)}
          isRequired={schema.required?.includes(name) === true}
          value={value[name]}
          suggestions={suggestions}
          onChange={(given) => {
            const { [name]: _, ...rest } = value;
            onChange(given === undefined ? rest : { ...rest, [name]: given });
          }}
        />
      ))}
    </Stack>
  );
}

interface PropertyProps {
  name: string;
  root: Schema;
  schema: Schema;
  isRequired: boolean;
  value: unknown;
  suggestions: readonly string[];
  onChange: (value: unknown) => void;
}

function Property(props: PropertyProps) {
  const label = useSettingName(props.name, props.schema);
  const Control = CONTROLS[props.schema.type ?? ""] ?? TextSetting;
  return <Control {...props} label={label} />;
}

type ControlProps = PropertyProps & { label: string };

const CONTROLS: Record<string, (props: ControlProps) => React.ReactNode> = {
  object: ObjectSetting,
  boolean: ({ label, schema, value, onChange }) => (
    <CheckboxField label={label} value={(value ?? schema.default) === true} onChange={onChange} />
  ),
  integer: (props) => <NumberSetting {...props} isWhole />,
  number: (props) => <NumberSetting {...props} isWhole={false} />,
};

function ObjectSetting({ label, root, schema, value, suggestions, onChange }: ControlProps) {
  const inside = { root, value: isSettings(value) ? value : {}, suggestions, onChange };
  return (
    <fieldset className="crm-fieldset">
      <legend>{label}</legend>
      {schema.patternProperties ? (
        <Entries {...inside} schema={schema} />
      ) : (
        <Properties {...inside} schema={schema} />
      )}
    </fieldset>
  );
}

function NumberSetting({ label, isRequired, value, onChange, isWhole }: ControlProps & { isWhole: boolean }) {
  return (
    <NumberField
      label={label}
      isRequired={isRequired}
      step={isWhole ? 1 : "any"}
      value={value === undefined || value === null ? null : Number(value)}
      onChange={(given) => {
        // Exact amounts travel as texts.
        onChange(given === null ? undefined : isWhole ? given : String(given));
      }}
    />
  );
}

function TextSetting({ label, isRequired, value, onChange }: ControlProps) {
  return (
    <TextField
      label={label}
      isRequired={isRequired}
      value={typeof value === "string" ? value : ""}
      onChange={(given) => {
        onChange(given === "" ? undefined : given);
      }}
    />
  );
}

/** A map: one block for each key, and a way to add one. */
function Entries({ schema: map, root, value, onChange, suggestions }: PartProps) {
  const intl = useIntl();
  const [wanted, setWanted] = useState("");
  const { keys, schema } = entriesOf(map, root);
  const open = suggestions.filter((each) => keys.test(each) && !(each in value));
  const next = (wanted || (open[0] ?? "")).trim();
  return (
    <Stack>
      {Object.entries(value).map(([key, entry]) => (
        <fieldset key={key} className="crm-fieldset">
          <legend>{key}</legend>
          <Entry
            name={key}
            schema={schema}
            root={root}
            value={entry}
            suggestions={suggestions}
            onChange={(given) => {
              onChange({ ...value, [key]: given });
            }}
          />
          <Stack isRow>
            <Button
              tone="tertiary"
              label={intl.formatMessage({ id: "loyalty.removeKey" }, { key })}
              onClick={() => {
                const { [key]: _, ...rest } = value;
                onChange(rest);
              }}
            >
              <FormattedMessage id="loyalty.remove" />
            </Button>
          </Stack>
        </fieldset>
      ))}
      <Stack isRow>
        <TextField label={intl.formatMessage({ id: "loyalty.newKey" })} value={wanted || (open[0] ?? "")} onChange={setWanted} />
        <Button
          disabled={!keys.test(next) || next in value}
          onClick={() => {
            onChange({ ...value, [next]: schema.type === "object" ? {} : null });
            setWanted("");
          }}
        >
          <FormattedMessage id="loyalty.addKey" />
        </Button>
      </Stack>
    </Stack>
  );
}

/** Of which form the keys of a map are, and what stands under them. */
function entriesOf({ patternProperties = {} }: Schema, root: Schema): { keys: RegExp; schema: Schema } {
  const [[pattern, schema] = ["", {}]] = Object.entries(patternProperties);
  return { keys: new RegExp(pattern), schema: plain(schema, root) };
}

function Entry({ name, schema, root, value, suggestions, onChange }: Omit<PropertyProps, "isRequired">) {
  if (schema.type === "object") {
    const inside = { schema, root, suggestions, onChange, value: isSettings(value) ? value : {} };
    return <Properties {...inside} />;
  }
  return <Property name={name} root={root} schema={schema} isRequired value={value} suggestions={suggestions} onChange={onChange} />;
}

/** Whether everything is written that the shop needs; whether it is sensible, the shop says. */
export function isFilledIn(schema: Schema, value: unknown, root: Schema = schema): boolean {
  if (schema.type !== "object") return value !== undefined && value !== null && value !== "";
  if (!isSettings(value)) return false;
  const { properties = {}, required = [] } = schema;
  if (schema.patternProperties) {
    const each = entriesOf(schema, root).schema;
    const entries = Object.values(value);
    return entries.length > 0 && entries.every((entry) => isFilledIn(each, entry, root));
  }
  return required.every((name) => isFilledIn(plain(properties[name] ?? {}, root), value[name], root));
}

function isSettings(value: unknown): value is Settings {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Follow references, and of several forms take the one that is no null: numbers before texts. */
export function plain(schema: Schema, root: Schema): Schema {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    return plain(root.$defs?.[name] ?? {}, root);
  }
  const [first] = (schema.anyOf ?? []).filter(({ type }) => type !== "null");
  return first === undefined ? schema : { ...plain(first, root), ...(schema.title ? { title: schema.title } : {}) };
}

/** Known settings are translated, others are called what their rule calls them. */
function useSettingName(name: string, schema: Schema): string {
  const intl = useIntl();
  const id = `loyalty.setting.${name}`;
  return id in intl.messages ? intl.formatMessage({ id }) : (schema.title ?? name);
}
