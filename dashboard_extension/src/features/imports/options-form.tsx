/** What staff say of a file beside its columns, made from the schema of its kind. */
import { useIntl } from "react-intl";
import { SelectField, TextField, type Option as Choice } from "../../ui";
import { told } from "./told";
import { useChoices } from "./use-choices";

export type Options = Readonly<Record<string, string>>;

interface Option {
  readonly name: string;
  readonly fallback: string;
  readonly choices: readonly string[];
  readonly description: string;
}

export function optionsOf(schema: unknown): Option[] {
  const { properties } = (schema ?? {}) as { properties?: Record<string, Record<string, unknown>> };
  return Object.entries(properties ?? {}).map(([name, one]) => ({
    name,
    fallback: typeof one["default"] === "string" ? one["default"] : "",
    choices: Array.isArray(one["enum"]) ? one["enum"].map(String) : [],
    description: typeof one["description"] === "string" ? one["description"] : "",
  }));
}

/** Returns what the API takes: all that is said, with what holds where nothing is. */
export function saidOptions(schema: unknown, said: Options): Record<string, string> {
  return Object.fromEntries(optionsOf(schema).map(({ name, fallback }) => [name, said[name] ?? fallback]));
}

interface OptionsFormProps {
  readonly schema: unknown;
  readonly options: Options;
  readonly onChange: (options: Options) => void;
}

export function OptionsForm({ schema, options, onChange }: OptionsFormProps) {
  const intl = useIntl();
  const known = useChoices();
  const none = (name: string) => told(intl, `imports.option.${name}.none`, "–");
  return optionsOf(schema).map(({ name, fallback, choices, description }) => {
    const field = {
      label: told(intl, `imports.option.${name}`, name.replaceAll("_", " ")),
      help: told(intl, `imports.option.${name}.help`, description),
    };
    const change = (value: string): void => {
      onChange({ ...options, [name]: value });
    };
    const value = options[name] ?? fallback;
    const named = known[name];
    if (choices.length === 0 && named === undefined) {
      return <TextField key={name} {...field} value={value} onChange={change} />;
    }
    const all =
      named === undefined
        ? choices.map((one) => ({
            value: one === "" ? AUTOMATIC : one,
            label: told(intl, `imports.option.${name}.${one === "" ? AUTOMATIC : one}`, one),
          }))
        : withPresent(fallback === "" ? [{ value: AUTOMATIC, label: none(name) }, ...named] : named, value);
    return (
      <SelectField
        key={name}
        {...field}
        value={value === "" ? AUTOMATIC : value}
        onChange={(chosen) => {
          change(chosen === AUTOMATIC ? "" : chosen);
        }}
        options={all}
      />
    );
  });
}

/** Stands for the empty choice: found out by itself, or none. */
const AUTOMATIC = "automatic";

/** What was said stays in the list, also where the shop has it no more. */
function withPresent(options: readonly Choice[], value: string): readonly Choice[] {
  return value === "" || options.some((one) => one.value === value) ? options : [...options, { value, label: value }];
}
