/** What the numbers and codes in a rule are called, gathered from the API as pickers and sentences need them. */
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { useIntl } from "react-intl";
import { useCrmQuery } from "../../../api";
import { SegmentChoicesDocument } from "../../../api/generated/segments";
import type { NameOf } from "./words";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface Names {
  readonly known: ReadonlyMap<string, string>;
  readonly remember: (source: string, choices: readonly Choice[]) => void;
}

const NamesContext = createContext<Names>({ known: new Map(), remember: () => undefined });

/** What the browser itself can name, in the reader's language. */
const OF_THE_WORLD: Readonly<Record<string, Intl.DisplayNamesType>> = {
  country: "region",
  language: "language",
  currency: "currency",
};

export function isOfTheWorld(source: string): boolean {
  return source === "country" || source === "language";
}

export function NamesProvider({ children }: { children: ReactNode }) {
  const [known, setKnown] = useState<ReadonlyMap<string, string>>(new Map());
  const remember = useCallback((source: string, choices: readonly Choice[]) => {
    setKnown((before) => {
      const isNews = choices.some(({ value, label }) => before.get(`${source}:${value}`) !== label);
      if (!isNews) return before;
      return new Map([...before, ...choices.map(({ value, label }) => [`${source}:${value}`, label] as const)]);
    });
  }, []);
  const names = useMemo(() => ({ known, remember }), [known, remember]);
  return <NamesContext.Provider value={names}>{children}</NamesContext.Provider>;
}

/** Returns a function that names a value, or returns it as it is while its name is not known. */
export function useNameOf(): NameOf {
  const { known } = useContext(NamesContext);
  const { locale } = useIntl();
  return useCallback(
    (source, value) => known.get(`${source}:${value}`) ?? worldName(source, value, locale),
    [known, locale],
  );
}

export function useRemember(): Names["remember"] {
  return useContext(NamesContext).remember;
}

/** Asks for the names of values that a rule has already. Draws nothing. */
export function NamesOf({ source, values }: { source: string; values: readonly string[] }) {
  const { known, remember } = useContext(NamesContext);
  const unknown = values.filter((value) => !known.has(`${source}:${value}`));
  const isAsked = source !== "" && !isOfTheWorld(source) && unknown.length > 0;
  // All of them are asked for, so that the question stays the same while names come in.
  const { data } = useCrmQuery(
    SegmentChoicesDocument,
    { chosenFrom: source, values: [...values] },
    { pause: !isAsked, keepPrevious: false },
  );
  useEffect(() => {
    if (data) remember(source, data.crmSegmentChoices);
  }, [data, remember, source]);
  return null;
}

export function worldName(source: string, value: string, locale: string): string {
  const type = OF_THE_WORLD[source];
  if (type === undefined) return value;
  try {
    const code = type === "language" ? value : value.toUpperCase();
    return new Intl.DisplayNames([locale], { type }).of(code) ?? value;
  } catch {
    return value;
  }
}

const COUNTRIES =
  "AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PR PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WS XK YE ZA ZM ZW";
const LANGUAGES =
  "ar bg cs da de el en es et fi fr he hi hr hu id it ja ko lt lv ms nl no pl pt pt-br ro ru sk sl sr sv th tr uk vi zh-hans zh-hant";

/** Returns what the browser can offer without asking anybody, by name. */
export function worldChoices(source: string, search: string, locale: string): Choice[] {
  const wish = search.trim().toLocaleLowerCase(locale);
  return (source === "country" ? COUNTRIES : LANGUAGES)
    .split(" ")
    .map((value) => ({ value, label: worldName(source, value, locale) }))
    .filter(({ value, label }) => label.toLocaleLowerCase(locale).includes(wish) || value.toLowerCase() === wish)
    .sort((one, other) => one.label.localeCompare(other.label, locale));
}
