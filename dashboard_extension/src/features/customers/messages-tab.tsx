/** What was said to a person, or was not, and why. */

import type { CustomerMessagesQuery } from "../../api/generated/customers";
import { CustomerMessagesDocument } from "../../api/generated/customers";
import { DateTime } from "../../i18n";
import { Chip, EmptyState, Section, Stack } from "../../ui";
import { PagedList } from "../../ui/paged-list";
import { messageTone } from "./tones";
import { useT, useWord } from "./words";

const PAGE_SIZE = 30;

type Profile = NonNullable<CustomerMessagesQuery["crmProfile"]>;
type Message = Profile["messages"]["edges"][number]["node"];

export function MessagesTab({ profileId }: { readonly profileId: string }) {
  const t = useT();
  return (
    <Section title={t("tab_messages")}>
      <PagedList
        key={profileId}
        document={CustomerMessagesDocument}
        variables={{ id: profileId, first: PAGE_SIZE }}
        connectionOf={(data) => data.crmProfile?.messages}
        label={t("messages_label")}
        empty={<EmptyState title={t("messages_empty_title")} text={t("messages_empty_text")} />}
      >
        {(messages) => (
          <ol className="crm-customers__list">
            {messages.map((message) => (
              <MessageRow key={message.id} message={message} />
            ))}
          </ol>
        )}
      </PagedList>
    </Section>
  );
}

function MessageRow({ message }: { readonly message: Message }) {
  const t = useT();
  const word = useWord();
  return (
    <li className="crm-customers__item">
      <Stack isRow>
        <Chip tone={messageTone(message.state)}>{word(message.state, "letter")}</Chip>
        <strong>{message.templateCode || t("message_free")}</strong>
        <span className="crm-customers__aside">
          {[word(message.channel), word(message.purpose), message.isTest ? t("message_test") : ""]
            .filter(Boolean)
            .join(" · ")}
        </span>
        <span className="crm-customers__aside">
          <DateTime value={message.changedAt} />
        </span>
      </Stack>
      {message.reason ? <p>{word(message.reason)}</p> : null}
      {message.decisions.length > 0 ? (
        <details>
          <summary>{t("message_decisions")}</summary>
          <ol>
            {message.decisions.map((decision) => (
              <li key={decision.decidedAt + decision.channel}>
                {t("message_decision", {
                  channel: word(decision.channel),
                  verdict: word(decision.verdict),
                  reason: word(decision.reason),
                })}{" "}
                <DateTime value={decision.decidedAt} />
              </li>
            ))}
          </ol>
        </details>
      ) : null}
    </li>
  );
}
