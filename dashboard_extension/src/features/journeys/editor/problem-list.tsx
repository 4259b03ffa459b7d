/** Everything that is wrong with the draft, each with the way to its step. */

import { Button } from "../../../ui";
import { BEGINNING, placeOf, type Problem } from "../model/problems";
import { useWords } from "../words";

export function ProblemList({ problems, isChecked, onGo }: {
  readonly problems: readonly Problem[];
  readonly isChecked: boolean;
  readonly onGo: (step: string) => void;
}) {
  const { say } = useWords();
  return (
    <div role="status" aria-live="polite">
      {isChecked && problems.length === 0 && <p>{say("journeys.isValid")}</p>}
      {problems.length > 0 && (
        <>
          <p>{say("journeys.problems", { count: problems.length })}</p>
          <ul className="crm-journeys-problems">
            {problems.map((problem) => {
              const place = placeOf(problem);
              return (
                <li key={`${problem.path} ${problem.message}`}>
                  <span>
                    <code>{problem.path}</code> {problem.message}
                  </span>
                  <Button
                    onClick={() => {
                      onGo(place);
                    }}
                  >
                    {place === BEGINNING
                      ? say("journeys.goToBeginning")
                      : say("journeys.goToStep", { step: place })}
                  </Button>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </div>
  );
}
