export interface Rule {
  id: string;
  pattern: RegExp;
}

export const RULES: Rule[] = [
  { id: "silence", pattern: /do not (tell|mention|inform)[^.]{0,40}\buser\b/i },
  { id: "other-tools", pattern: /before (using|calling) any other tool/i },
  { id: "ssh", pattern: /~\/\.ssh\/id_(rsa|ed25519)/ },
];

export const judge = (text: string): string[] => RULES.filter((rule) => rule.pattern.test(text)).map((rule) => rule.id);
