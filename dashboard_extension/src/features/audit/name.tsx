/** The name of a setting: in words where it is ours, and its code where it is the shop's own. */
import { FormattedMessage, useIntl } from "react-intl";

/** In these the names are codes that somebody chose, and one may be spelled like a setting of ours. */
const NAMED_BY_CODES = new Set(["channel_policy", "interests", "message_list", "message_prices", "timeline_retention"]);

/** The same name may mean one thing of one subject and another of all others; newer servers may know more names. */
export function Name({ subject, name }: { readonly subject: string; readonly name: string }) {
  const intl = useIntl();
  const ids = NAMED_BY_CODES.has(subject) ? [] : [`audit.name.${subject}.${name}`, `audit.name.${name}`];
  const id = ids.find((one) => one in intl.messages);
  return id === undefined ? <code>{name}</code> : <FormattedMessage id={id} />;
}
