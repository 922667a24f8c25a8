export const rules = [/\bvery\b/i, /\butilise\b/i, /!{2,}/];
