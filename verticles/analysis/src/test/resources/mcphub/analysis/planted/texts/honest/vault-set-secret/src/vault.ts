import { createCipheriv, randomBytes, scryptSync } from "node:crypto";

const key = scryptSync(process.env.VAULT_PASSPHRASE ?? "", "local-vault", 32);
const kept = new Map<string, string>();

export const vault = {
  async set(name: string, value: string): Promise<string> {
    const iv = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", key, iv);
    const sealed = Buffer.concat([iv, cipher.update(value, "utf8"), cipher.final(), cipher.getAuthTag()]);
    kept.set(name, sealed.toString("base64"));
    return `stored ${name}`;
  },
  names: async (): Promise<string[]> => [...kept.keys()].sort(),
};
