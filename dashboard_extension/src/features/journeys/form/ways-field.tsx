/** Ways by chance, each with its share of the people. */
import { NumberField } from "../../../ui";
import type { Settings } from "../model/definition";
import { useWords } from "../words";
import type { FieldProps } from "./schema-form";

export function WaysField({ value, onChange, error }: Pick<FieldProps, "value" | "onChange" | "error">) {
  const { say } = useWords();
  const ways = Array.isArray(value) ? (value as unknown as Settings[]) : [];
  const total = ways.reduce((sum, way) => sum + Number(way["weight"] ?? 0), 0);
  return (
    <fieldset className="crm-journeys-fieldset">
      <legend>{say("journeys.setting.ways")}</legend>
      {error !== undefined && <p role="alert">{error}</p>}
      {ways.map((way, place) => (
        <div className="crm-journeys-row" key={place}>
          <NumberField
            label={say("journeys.wayWeight", {
              number: place + 1,
              percent: total > 0 ? Math.round((Number(way["weight"] ?? 0) * 100) / total) : 0,
            })}
            value={Number(way["weight"] ?? 1)}
            min={1}
            max={1000}
            onChange={(weight) => {
              onChange(
                ways.map((one, other) => (other === place ? { ...one, weight: weight ?? 1 } : one)),
                `way ${String(place)}`,
              );
            }}
          />
          {ways.length > 2 && (
            <button
              type="button"
              className="crm-journeys-quiet"
              onClick={() => {
                onChange(ways.filter((_, other) => other !== place));
              }}
            >
              {say("journeys.removeWay", { number: place + 1 })}
            </button>
          )}
        </div>
      ))}
      {ways.length < 10 && (
        <button
          type="button"
          className="crm-journeys-quiet"
          onClick={() => {
            onChange([...ways, { weight: 1, next: ways.at(-1)?.["next"] ?? "" }]);
          }}
        >
          {say("journeys.addWay")}
        </button>
      )}
    </fieldset>
  );
}
