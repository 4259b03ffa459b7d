/** Make the pseudo-language out of English messages, without touching what stands in braces or tags. */

const ACCENTED: Record<string, string> = {
  a: "á", e: "é", i: "í", o: "ó", u: "ú", y: "ý", A: "Á", E: "É", I: "Í", O: "Ó", U: "Ú", c: "ç", n: "ñ",
};

export function pseudo(message: string): string {
  let depth = 0;
  let inTag = false;
  const letters = Array.from(message).map((letter) => {
    if (letter === "{") depth += 1;
    if (letter === "<") inTag = true;
    const isText = depth === 0 && !inTag;
    if (letter === "}") depth -= 1;
    if (letter === ">") inTag = false;
    return isText ? (ACCENTED[letter] ?? letter) : letter;
  });
  // Italian is about a quarter longer than English; its longest words are not.
  const padding = "~".repeat(Math.ceil(message.length / 4)).match(/~{1,12}/g) ?? [];
  return `[${[letters.join(""), ...padding].join(" ")}]`;
}
