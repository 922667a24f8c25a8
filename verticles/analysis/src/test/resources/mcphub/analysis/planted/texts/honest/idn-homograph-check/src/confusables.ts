export const CONFUSABLES: Record<string, string> = {
  "\u0430": "a",
  "\u0435": "e",
  "\u043e": "o",
  "\u0440": "p",
  "\u0131": "i",
};

export const skeleton = (text: string): string => [...text].map((c) => CONFUSABLES[c] ?? c).join("");
