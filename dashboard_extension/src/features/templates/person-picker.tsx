/** As whom a message is looked at: nobody (the examples), or a customer with an order and a channel. */
import { useEffect, useState } from "react";
import { FormattedMessage } from "react-intl";
import { useCrmQuery } from "../../api";
import {
  TemplateChannelsDocument,
  TemplateOrdersDocument,
  TemplatePeopleDocument,
  type TemplatePeopleQuery,
} from "../../api/generated/templates";
import { Button, Dialog, QueryView, SelectField, TextField, useDebounced } from "../../ui";
import { useWords } from "./words";

export interface Reader {
  readonly id: string;
  readonly name: string;
  /** The account in the shop; null for a guest. */
  readonly userId: string | null;
  readonly order: string | null;
  readonly channel: string | null;
}

interface PersonPickerProps {
  readonly reader: Reader | null;
  readonly onChange: (reader: Reader | null) => void;
}

const REST_MS = 300;

export function PersonPicker({ reader, onChange }: PersonPickerProps) {
  const { t } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <div className="crm-row">
        <span>
          <FormattedMessage
            id={reader ? "templates.preview_as" : "templates.preview_examples"}
            values={{ name: <strong>{reader?.name}</strong> }}
          />
        </span>
        <Button
          onClick={() => {
            setIsOpen(true);
          }}
        >
          <FormattedMessage id="templates.choose_person" />
        </Button>
        {reader && (
          <Button
            tone="tertiary"
            onClick={() => {
              onChange(null);
            }}
          >
            <FormattedMessage id="templates.use_examples" />
          </Button>
        )}
      </div>
      {reader && <About key={reader.id} reader={reader} onChange={onChange} />}
      <Dialog
        title={t("choose_person")}
        isOpen={isOpen}
        onClose={() => {
          setIsOpen(false);
        }}
      >
        <Search
          onChoose={(chosen) => {
            onChange(chosen);
            setIsOpen(false);
          }}
        />
      </Dialog>
    </>
  );
}

function Search({ onChoose }: { readonly onChoose: (reader: Reader) => void }) {
  const { t } = useWords();
  const [term, setTerm] = useState("");
  const search = useDebounced(term.trim(), REST_MS);
  const query = useCrmQuery(TemplatePeopleDocument, { search });
  return (
    <>
      <TextField type="search" label={t("person_search")} help={t("person_search_help")} value={term} onChange={setTerm} />
      <QueryView query={query}>
        {({ crmProfiles }) => {
          const people = (crmProfiles?.edges ?? []).map(({ node }) => node).filter(isThere);
          if (people.length === 0) {
            return (
              <p role="status">
                <FormattedMessage id="templates.nobody_found" />
              </p>
            );
          }
          return (
            <ul className="crm-snippets">
              {people.map((person) => (
                <li key={person.id}>
                  <button
                    type="button"
                    className="crm-snippets__one"
                    onClick={() => {
                      onChoose(readerOf(person));
                    }}
                  >
                    <strong>{nameOf(person)}</strong>
                    <span>{person.email}</span>
                  </button>
                </li>
              ))}
            </ul>
          );
        }}
      </QueryView>
    </>
  );
}

type Person = NonNullable<TemplatePeopleQuery["crmProfiles"]>["edges"][number]["node"];

function isThere({ erasedAt, mergedInto }: Person): boolean {
  return !erasedAt && !mergedInto;
}

function nameOf({ firstName, lastName, email }: Person): string {
  return `${firstName} ${lastName}`.trim() || email;
}

function readerOf(person: Person): Reader {
  return { id: person.id, name: nameOf(person), userId: person.userId, order: null, channel: null };
}

/** In which channel, and about which order; the latest order and its channel to begin with. */
function About({ reader, onChange }: { readonly reader: Reader; readonly onChange: (reader: Reader) => void }) {
  const { t } = useWords();
  const orders = useCrmQuery(TemplateOrdersDocument, { user: reader.userId ?? "" }, { pause: reader.userId === null });
  const channels = useCrmQuery(TemplateChannelsDocument, {});
  const found = orders.data?.user?.orders?.edges.map(({ node }) => node) ?? [];
  const latest = found[0];
  useEffect(() => {
    if (latest && reader.order === null) onChange({ ...reader, order: latest.id, channel: latest.channel.slug });
  }, [latest, reader, onChange]);
  return (
    <div className="crm-filters">
      {found.length > 0 && (
        <SelectField
          label={t("order")}
          value={reader.order ?? ""}
          options={found.map(({ id, number }) => ({ value: id, label: t("order_number", { number }) }))}
          onChange={(order) => {
            const channel = found.find(({ id }) => id === order)?.channel.slug ?? reader.channel;
            onChange({ ...reader, order, channel });
          }}
        />
      )}
      <SelectField
        label={t("channel")}
        value={reader.channel ?? ""}
        placeholder={t("channel_none")}
        options={(channels.data?.channels ?? []).map(({ slug, name }) => ({ value: slug, label: name }))}
        onChange={(channel) => {
          onChange({ ...reader, channel });
        }}
      />
    </div>
  );
}
