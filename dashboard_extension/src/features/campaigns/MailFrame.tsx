/** A message as its reader would see it; whatever stands in it, nothing of it runs. */
import { useIntl } from "react-intl";

import "./campaigns.css";

interface Props {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

export function MailFrame({ subject, html, text }: Props) {
  const intl = useIntl();
  const title = intl.formatMessage({ id: "campaigns.preview_of" }, { subject });
  return (
    <figure className="crm-campaign-mail">
      <figcaption>{subject}</figcaption>
      {html ? <iframe title={title} sandbox="" srcDoc={html} className="crm-campaign-mail__frame" /> : <pre>{text}</pre>}
    </figure>
  );
}
