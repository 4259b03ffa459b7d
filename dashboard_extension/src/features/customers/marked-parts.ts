/** Where in a text the words stand that were searched for. */

interface Part {
  readonly words: string;
  readonly isMarked: boolean;
}

const SIGNS_OF_PATTERNS = /[\\^$.*+?()[\]{}|/]/g;

/** The text in parts, those marked that are the term in whatever case. */
export function markedParts(text: string, term: string): Part[] {
  if (term === "") return [{ words: text, isMarked: false }];
  const pattern = new RegExp(`(${term.replace(SIGNS_OF_PATTERNS, "\\$&")})`, "iu");
  return text
    .split(pattern)
    .map((words, place) => ({ words, isMarked: place % 2 === 1 }))
    .filter(({ words }) => words !== "");
}
