/** How people are named, and when their birthday is. */
interface Named {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** A person's name, else their address; an empty text for those of whom nothing is known. */
export function nameOf(person: Named): string {
  return `${person.firstName} ${person.lastName}`.trim() || person.email;
}

interface Birthday {
  readonly month: number;
  readonly day: number;
}

/** In how many days the next birthday is; 29 February is kept on the last of the month. */
export function daysToBirthday(birthday: Birthday, today: Date): number {
  const midnight = Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
  const thisYear = birthdayIn(today.getFullYear(), birthday);
  const next =
    thisYear >= midnight ? thisYear : birthdayIn(today.getFullYear() + 1, birthday);
  return Math.round((next - midnight) / 86_400_000);
}

function birthdayIn(year: number, { month, day }: Birthday): number {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return Date.UTC(year, month - 1, Math.min(day, last));
}

interface Choice {
  readonly channel: string;
  readonly purpose: string;
  readonly listCode: string;
  readonly status: string;
}

/** Whether the person has told the shop not to draw conclusions about them. */
export function refusesProfiling(consents: readonly Choice[]): boolean {
  return consents.some(
    (one) => one.purpose === "PROFILING" && one.status === "WITHDRAWN" && one.listCode === "",
  );
}
