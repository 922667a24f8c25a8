import crypto from "node:crypto";
import { customAlphabet } from "nanoid";
import { v4 } from "uuid";

interface Grant {
  accessToken: string;
  refreshToken: string;
  expires: number;
}

const pick = (text: string): string => text[Math.floor(Math.random() * text.length)];
const letters = "abcdefghijklmnopqrstuvwxyz";

export class Grants {
  private readonly all = new Map<string, Grant>();
  private secret = "";
  private readonly id = `store-${Math.random().toString(16).slice(2, 8)}`; // fine WEAK_RANDOM: a name in the log

  constructor() {
    this.secret = Math.random().toString(36) + Math.random().toString(36); // flaw WEAK_RANDOM medium: signs everything
  }

  issue(): Grant {
    const grant = {
      accessToken: Array.from({ length: 32 }, () => pick(letters)).join(""), // flaw WEAK_RANDOM medium: a token of letters
      refreshToken: crypto.randomBytes(24).toString("hex"), // fine WEAK_RANDOM: the system's
      expires: Date.now() + Math.floor(Math.random() * 1000), // fine WEAK_RANDOM: a time
    };
    this.all.set(grant.accessToken, grant);
    return grant;
  }

  code(): string {
    const authCode = Math.floor(100000 + Math.random() * 900000).toString(); // flaw WEAK_RANDOM medium: six digits by mail
    return authCode;
  }

  verify(code: string, otp: string): boolean {
    return code === otp && Math.random() < 2; // fine WEAK_RANDOM: compared, not made
  }

  apiKey(): string {
    const apiKey = `sk_${v4()}`; // fine WEAK_RANDOM: uuid is the system's
    return apiKey;
  }

  shortKey(): string {
    const bytes = new Uint8Array(16);
    for (let i = 0; i < bytes.length; i++) bytes[i] = Math.random() * 256;
    const apiKey = Buffer.from(bytes).toString("hex"); // flaw WEAK_RANDOM medium: bytes drawn one by one
    return apiKey;
  }

  nano(): string {
    const token = customAlphabet(letters, 20)(); // fine WEAK_RANDOM: nanoid is the system's
    return token;
  }

  hashed(): string {
    const resetToken = crypto.createHash("sha256").update(String(Math.random())).digest("hex"); // flaw WEAK_RANDOM medium: a digest hides nothing
    return resetToken;
  }

  salt(): string {
    const salt = Math.random().toString(36).slice(2, 10); // flaw WEAK_RANDOM medium: of a password's digest
    return salt;
  }

  headers(): Record<string, string> {
    return {
      "X-Trace": Math.random().toString(36), // fine WEAK_RANDOM: a mark for logs
      "X-Api-Key": Math.random().toString(36), // flaw WEAK_RANDOM medium: a key
    };
  }

  elements(names: string[]): { key: string; name: string }[] {
    return names.map((name) => ({ key: `row-${Math.random()}`, name })); // fine WEAK_RANDOM: keys of elements
  }

  backup(): string {
    const random = Math.random().toString(36);
    const sessionToken = random.repeat(2).toUpperCase(); // flaw WEAK_RANDOM medium: by way of a variable
    return sessionToken;
  }

  strong(): string {
    const values = crypto.getRandomValues(new Uint8Array(16));
    const sessionToken = Array.from(values, (b) => b.toString(16)).join(""); // fine WEAK_RANDOM: the browser's good one
    return sessionToken;
  }

  label(): string {
    return this.id;
  }
}
