/** What messages can go by: `email`, `onsite` and what other channels carry, each once. */
import { useIntl } from "react-intl";

interface ChannelType {
  readonly medium: string;
  readonly label: string;
}

/** The first channel of a medium gives it its name, where the pages have none. */
export function mediaOf(types: readonly ChannelType[]): Map<string, string> {
  const media = new Map<string, string>();
  for (const { medium, label } of types) {
    if (!media.has(medium)) media.set(medium, label);
  }
  return media;
}

export function useMediumName(): (medium: string, label: string) => string {
  const intl = useIntl();
  return (medium, label) => {
    const id = `settings.medium.${medium}`;
    return id in intl.messages ? intl.formatMessage({ id }) : label;
  };
}
