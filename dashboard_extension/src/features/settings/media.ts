/** What messages can go by: `email`, `onsite` and what other channels carry, each once. */
import { useIntl } from "react-intl";

interface ChannelType {
  readonly medium: string;
  readonly label: string;
}

/** The first channel of a medium gives it its name, where the pages have none. */
export function mediaOf(types: readonly ChannelType[]): Map<string, string> {
  return new Map(types.toReversed().map(({ medium, label }) => [medium, label]));
}

export function useMediumName(): (medium: string, label: string) => string {
  const intl = useIntl();
  return (medium, label) => {
    const id = `settings.medium.${medium}`;
    return id in intl.messages ? intl.formatMessage({ id }) : label;
  };
}
