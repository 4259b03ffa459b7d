/** A new program needs a code, a name and channels; all else has a default. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useNavigate } from "react-router";
import { useCrmMutation, useCrmQuery, type MutationAnswer } from "../../api";
import { LoyaltyChannelsDocument, LoyaltyProgramCreateDocument } from "../../api/generated/loyalty";
import { Button, FormErrors, MultiSelectField, Page, QueryView, Section, Stack, TextField } from "../../ui";

export default function NewProgramPage() {
  const intl = useIntl();
  const navigate = useNavigate();
  const channels = useCrmQuery(LoyaltyChannelsDocument, {});
  const [create, { fetching }] = useCrmMutation(LoyaltyProgramCreateDocument);
  const [draft, setDraft] = useState<{ code: string; name: string; channels: string[] }>({ code: "", name: "", channels: [] });
  const [answer, setAnswer] = useState<MutationAnswer<unknown> | null>(null);
  const errors = answer?.fieldErrors ?? {};

  const save = async () => {
    const given = await create({ input: draft });
    setAnswer(given);
    const made = given.data?.crmProgramCreate?.program;
    if (given.ok && made) void navigate(`/loyalty/programs/${made.id}/rules`);
  };

  return (
    <Page
      title={intl.formatMessage({ id: "loyalty.newProgram" })}
      breadcrumbs={[{ label: intl.formatMessage({ id: "loyalty.programs" }), to: "/loyalty" }]}
    >
      <Section title={intl.formatMessage({ id: "loyalty.group.general" })}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <Stack>
            <TextField
              label={intl.formatMessage({ id: "loyalty.field.name" })}
              value={draft.name}
              error={errors["name"]}
              isRequired
              onChange={(name) => {
                setDraft({ ...draft, name });
              }}
            />
            <TextField
              label={intl.formatMessage({ id: "loyalty.field.code" })}
              help={<FormattedMessage id="loyalty.help.code" />}
              value={draft.code}
              error={errors["code"]}
              isRequired
              onChange={(code) => {
                setDraft({ ...draft, code });
              }}
            />
            <QueryView query={channels}>
              {(data) => (
                <MultiSelectField
                  label={intl.formatMessage({ id: "loyalty.field.channels" })}
                  values={draft.channels}
                  error={errors["channels"]}
                  options={(data.channels ?? []).map(({ slug, name }) => ({ value: slug, label: name }))}
                  onChange={(chosen) => {
                    setDraft({ ...draft, channels: chosen });
                  }}
                />
              )}
            </QueryView>
            <FormErrors answer={answer} />
            <Stack isRow>
              <Button type="submit" tone="primary" isBusy={fetching}>
                <FormattedMessage id="loyalty.create" />
              </Button>
            </Stack>
          </Stack>
        </form>
      </Section>
    </Page>
  );
}
