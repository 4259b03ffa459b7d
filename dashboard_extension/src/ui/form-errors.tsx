/** All refusals of a form in one place, announced when they come. */
import { FormattedMessage } from "react-intl";
import type { ApiError, MutationAnswer } from "../api";

export interface FormErrorsProps {
  answer: Pick<MutationAnswer<unknown>, "problems" | "error"> | null;
  /** Fields that show their own error; the others are listed here. */
  shown?: readonly string[];
}

export function FormErrors({ answer, shown = [] }: FormErrorsProps) {
  if (answer === null) return null;
  const { problems, error } = answer;
  const elsewhere = problems.filter(({ field }) => field === null || !shown.includes(field));
  const texts = [...elsewhere, ...(error === null ? [] : [error])].map(({ message }) => message);
  const areMarked = elsewhere.length < problems.length;
  if (texts.length === 0 && !areMarked) return null;
  return (
    <div className="crm-banner crm-banner--error" role="alert">
      <p>
        <FormattedMessage id={sentenceOf(error, areMarked)} />
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

function sentenceOf(error: ApiError | null, areMarked: boolean): string {
  if (error?.kind === "offline") return "ui.form.offline";
  return areMarked ? "ui.form.refused" : "ui.form.notDone";
}
