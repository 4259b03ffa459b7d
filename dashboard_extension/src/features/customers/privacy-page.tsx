/** Consent and privacy of the shop: a person's rights, and addresses that are not written to. */
import { useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import type { ConsentSuppressionsQuery } from "../../api/generated/customers";
import { AddressSuppressDocument, ConsentSuppressionsDocument } from "../../api/generated/customers";
import { DateTime } from "../../i18n";
import {
  Button,
  Chip,
  DataTable,
  FormErrors,
  Page,
  Section,
  SelectField,
  TextField,
  useToast,
} from "../../ui";
import { PagedList } from "../../ui/paged-list";
import { PersonSearch } from "../../ui/person-search";
import "./customers.css";
import { LiftSuppression } from "./lift-suppression";
import { useAction } from "./use-action";
import { useT, useWord } from "./words";

const PAGE_SIZE = 50;
const CHANNELS = ["email", "sms", "whatsapp", "wechat", "wecom", "telegram", "push"];

type Connection = NonNullable<ConsentSuppressionsQuery["crmSuppressions"]>;
type Suppression = Connection["edges"][number]["node"];

export default function PrivacyPage() {
  const t = useT();
  return (
    <Page title={t("privacy")} breadcrumbs={[{ label: t("title"), to: "/customers" }]}>
      <Section title={t("rights")} text={t("rights_text")}>
        <FindPerson />
      </Section>
      <SuppressedAddresses />
    </Page>
  );
}

function FindPerson() {
  const t = useT();
  const navigate = useNavigate();
  return (
    <PersonSearch
      label={t("search")}
      onChoose={({ id }) => {
        void navigate(`/customers/${encodeURIComponent(id)}?tab=privacy`);
      }}
    />
  );
}

function SuppressedAddresses() {
  const t = useT();
  const word = useWord();
  const [revision, setRevision] = useState(0);
  const [lifting, setLifting] = useState<string | null>(null);
  const reload = () => {
    setLifting(null);
    setRevision((before) => before + 1);
  };
  return (
    <Section title={t("suppressions")} text={t("suppressions_text")}>
      <SuppressForm onDone={reload} />
      <PagedList
        key={revision}
        document={ConsentSuppressionsDocument}
        variables={{ first: PAGE_SIZE }}
        connectionOf={(data) => data.crmSuppressions}
        label={t("suppressions_label")}
        empty={<p>{t("suppressions_none")}</p>}
      >
        {(rows) => (
          <DataTable<Suppression>
            caption={t("suppressions")}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              { key: "channel", title: t("channel"), render: (row) => word(row.channel) },
              { key: "reason", title: t("reason"), render: (row) => word(row.reason) },
              { key: "since", title: t("suppressed_since"), render: (row) => <DateTime value={row.since} /> },
              {
                key: "actions",
                title: t("actions"),
                render: (row) =>
                  row.endedAt ? (
                    <Chip>{t("suppression_ended")}</Chip>
                  ) : (
                    <Button
                      onClick={() => {
                        setLifting(row.id);
                      }}
                    >
                      {t("suppression_lift")}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </PagedList>
      {lifting === null ? null : (
        <LiftSuppression
          id={lifting}
          onClose={() => {
            setLifting(null);
          }}
          onDone={reload}
        />
      )}
    </Section>
  );
}

function SuppressForm({ onDone }: { readonly onDone: () => void }) {
  const t = useT();
  const word = useWord();
  const toast = useToast();
  const [channel, setChannel] = useState("email");
  const [address, setAddress] = useState("");
  const suppress = useAction(AddressSuppressDocument, () => {
    setAddress("");
    toast({ status: "success", title: t("suppress_done") });
    onDone();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void suppress.act({ channel, address: address.trim() });
  };
  return (
    <form onSubmit={submit} className="crm-stack">
      <FormErrors answer={suppress.answer} shown={["address", "channel"]} />
      <div className="crm-customers__grid">
        <SelectField
          label={t("channel")}
          value={channel}
          onChange={setChannel}
          options={CHANNELS.map((code) => ({ value: code, label: word(code) }))}
          error={suppress.errorOf("channel")}
        />
        <TextField
          label={t("suppress_address")}
          value={address}
          onChange={setAddress}
          error={suppress.errorOf("address")}
        />
      </div>
      <div>
        <Button type="submit" isBusy={suppress.isBusy} disabled={address.trim() === ""}>
          {t("suppress")}
        </Button>
      </div>
    </form>
  );
}
