/** Gathers `messages/<language>.json` of the ui kit, the shell and every feature; each loads when it is needed. */
import { languageFor, PSEUDO_LOCALE, type Language } from "./locales";
import { pseudo } from "./pseudo";

export type Messages = Record<string, string>;
type Load = () => Promise<Messages>;

const files = import.meta.glob<Messages>(
  ["../ui/messages/*.json", "../shell/messages/*.json", "../features/*/messages/*.json"],
  { import: "default" },
);

/** Folder name (`ui`, `shell`, or a feature's) and language, from a file's path. */
function place(path: string): { folder: string; language: string } {
  const parts = path.split("/");
  return { folder: parts.at(-3) ?? "", language: (parts.at(-1) ?? "").replace(".json", "") };
}

export async function loadMessages(folder: string, locale: string): Promise<Messages> {
  const load = fileOf(folder, languageFor(locale)) ?? fileOf(folder, "en");
  const messages = load ? await load() : {};
  if (locale !== PSEUDO_LOCALE) return messages;
  return Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, pseudo(text)]));
}

function fileOf(folder: string, language: Language): Load | undefined {
  const found = Object.entries(files).find(([path]) => {
    const each = place(path);
    return each.folder === folder && each.language === language;
  });
  return found?.[1];
}
