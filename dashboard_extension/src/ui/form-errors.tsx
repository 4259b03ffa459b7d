/** All refusals of a form in one place, announced when they come. */
import { FormattedMessage } from "react-intl";
import type { MutationAnswer } from "../api";

export interface FormErrorsProps {
  answer: Pick<MutationAnswer<unknown>, "problems" | "error"> | null;
  /** Fields that show their own error; the others are listed here. */
  shown?: readonly string[];
}

export function FormErrors({ answer, shown = [] }: FormErrorsProps) {
  const texts = (answer?.problems ?? [])
    .filter(({ field }) => field === null || !shown.includes(field))
    .map(({ message }) => message);
  const { error = null } = answer ?? {};
  if (error !== null) texts.push(error.message);
  if (answer === null || (texts.length === 0 && answer.problems.length === 0)) return null;
  return (
    <div className="crm-banner crm-banner--error" role="alert">
      <p>
        <FormattedMessage id={error?.kind === "offline" ? "ui.form.offline" : "ui.form.refused"} />
      </p>
      {texts.length > 0 && (
        <ul>
          {[...new Set(texts)].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
