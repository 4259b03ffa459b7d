/** As whom a message is looked at: nobody (the examples), or a customer with an order and a channel. */
import { useEffect, useState } from "react";
import { FormattedMessage } from "react-intl";
import { useCrmQuery } from "../../api";
import { TemplateChannelsDocument, TemplateOrdersDocument } from "../../api/generated/templates";
import { Button, Dialog, SelectField } from "../../ui";
import { PersonSearch, useNameOf } from "../../ui/person-search";
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

export function PersonPicker({ reader, onChange }: PersonPickerProps) {
  const { t } = useWords();
  const nameOf = useNameOf();
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
        <PersonSearch
          label={t("person_search")}
          onChoose={(person) => {
            onChange({ id: person.id, name: nameOf(person), userId: person.userId, order: null, channel: null });
            setIsOpen(false);
          }}
        />
      </Dialog>
    </>
  );
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
