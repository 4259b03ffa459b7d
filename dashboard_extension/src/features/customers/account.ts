/** A person's account in one program, as the points page reads it. */
import type { CustomerAccountsQuery } from "../../api/generated/customers";

type Profile = NonNullable<CustomerAccountsQuery["crmProfile"]>;

export type Account = Profile["loyaltyAccounts"][number];

export interface AccountDialogProps {
  readonly profileId: string;
  readonly account: Account;
  readonly onClose: () => void;
  readonly onDone: () => void;
}
