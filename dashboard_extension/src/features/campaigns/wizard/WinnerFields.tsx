/** Whether the better variant is found out first, and how surely. */
import { useIntl } from "react-intl";

import { NumberField, Section, SelectField, SwitchField } from "../../../ui";
import { NEW_WINNER, type WinnerDraft } from "../definition";
import { wordOf } from "../words";
import type { StepProps } from "./stepProps";

const WHOLE_PERCENT = 100;
const FIRST = "-";

export function WinnerFields({ wizard, errors }: StepProps) {
  const intl = useIntl();
  const { variants, winner } = wizard.draft;
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  const error = (field: string) => errors[`definition.content.winner.${field}`];
  const change = (changes: Partial<WinnerDraft>) => {
    wizard.change({ winner: { ...(winner ?? NEW_WINNER), ...changes } });
  };
  return (
    <Section title={word("winner")}>
      <SwitchField
        label={word("winner_on")}
        help={word("winner_help")}
        value={winner !== null}
        onChange={(isOn) => {
          wizard.change({ winner: isOn ? NEW_WINNER : null });
        }}
      />
      {winner && (
        <>
          <SelectField
            label={word("winner_metric")}
            value={winner.metric}
            onChange={(metric) => {
              change({ metric });
            }}
            options={["clicked", "ordered"].map((value) => ({ value, label: wordOf(intl, "metric", value) }))}
            error={error("metric")}
          />
          <NumberField
            label={word("winner_test")}
            value={winner.testBasisPoints === null ? null : winner.testBasisPoints / WHOLE_PERCENT}
            onChange={(percent) => {
              change({ testBasisPoints: percent === null ? null : Math.round(percent * WHOLE_PERCENT) });
            }}
            min={5}
            max={90}
            error={error("test_basis_points")}
          />
          <NumberField
            label={word("winner_least")}
            value={winner.leastPerArm}
            onChange={(leastPerArm) => {
              change({ leastPerArm });
            }}
            min={100}
            error={error("least_per_arm")}
          />
          <NumberField
            label={word("winner_hours")}
            value={winner.decideAfterHours}
            onChange={(decideAfterHours) => {
              change({ decideAfterHours });
            }}
            min={1}
            max={336}
            error={error("decide_after_hours")}
          />
          <NumberField
            label={word("winner_looks")}
            help={word("winner_looks_help")}
            value={winner.looks}
            onChange={(looks) => {
              change({ looks });
            }}
            min={1}
            max={10}
            error={error("looks")}
          />
          <SelectField
            label={word("winner_otherwise")}
            value={winner.otherwise || FIRST}
            onChange={(otherwise) => {
              change({ otherwise: otherwise === FIRST ? "" : otherwise });
            }}
            options={[
              { value: FIRST, label: word("winner_first") },
              ...variants.map(({ key }) => ({ value: key, label: key })),
            ]}
            error={error("otherwise")}
          />
        </>
      )}
    </Section>
  );
}
