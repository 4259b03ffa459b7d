/** The rows that are refused or were kept, each with its reason; all of them as a file. */
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmQuery } from "../../api";
import { ImportFaultsDocument } from "../../api/generated/imports";
import { DataTable, LinkButton, PagerButtons, QueryView, Section, usePager } from "../../ui";
import { told } from "./told";

export function FaultsSection({ id, url }: { id: string; url: string }) {
  const intl = useIntl();
  const pager = usePager();
  const query = useCrmQuery(ImportFaultsDocument, { id, after: pager.after });
  return (
    <Section
      title={intl.formatMessage({ id: "imports.faults" })}
      actions={
        <LinkButton to={url} isExternal>
          <FormattedMessage id="imports.faults.file" />
        </LinkButton>
      }
    >
      <QueryView query={query}>
        {({ crmImport }) =>
          crmImport && (
            <>
              <DataTable
                caption={intl.formatMessage({ id: "imports.faults" })}
                rows={crmImport.faultyRows.edges.map(({ node }) => node)}
                rowKey={(row) => String(row.number)}
                columns={[
                  { key: "row", title: <FormattedMessage id="imports.row" />, render: (row) => row.number },
                  {
                    key: "faults",
                    title: <FormattedMessage id="imports.faults.what" />,
                    render: (row) => (
                      <ul>
                        {row.faults.map(({ column, problem, message }) => (
                          <li key={`${column}:${problem}`}>
                            {column !== "" && <strong>{column}: </strong>}
                            {told(intl, `imports.problem.${problem}`, message)}
                          </li>
                        ))}
                      </ul>
                    ),
                  },
                ]}
              />
              <PagerButtons pager={pager} pageInfo={crmImport.faultyRows.pageInfo} />
            </>
          )
        }
      </QueryView>
    </Section>
  );
}
