import https from "https";
import { z } from "zod";
import * as k8s from "@kubernetes/client-node";
import { Redis } from "ioredis";

interface Connection {
  url: string;
  rejectUnauthorized?: boolean; // fine TLS_VERIFICATION: a type
}

const schema = z.object({
  url: z.string(),
  rejectUnauthorized: z.boolean().default(false).describe("Check certificates"), // fine TLS_VERIFICATION: what a setting may be
});

const jsonSchema = {
  type: "object",
  properties: {
    rejectUnauthorized: { type: "boolean", default: false }, // fine TLS_VERIFICATION: a description of a setting
  },
};

export class Settings {
  private readonly verify: boolean;
  constructor(private readonly connection: Connection) {
    this.verify = connection.rejectUnauthorized ?? true;
  }

  agent(): https.Agent {
    return new https.Agent({ rejectUnauthorized: this.verify }); // fine TLS_VERIFICATION: true where nobody says otherwise
  }

  lax(): https.Agent {
    return new https.Agent({ rejectUnauthorized: this.connection.rejectUnauthorized ?? false }); // flaw TLS_VERIFICATION low: an option, though off where nobody says
  }

  custom(): https.Agent {
    const options: https.AgentOptions = { ca: process.env.CA_FILE };
    if (!process.env.CA_FILE && process.env.SKIP_TLS_VERIFY) options.rejectUnauthorized = false; // flaw TLS_VERIFICATION low: a variable of the operator's
    return new https.Agent(options);
  }

  redis(): Redis {
    return new Redis(this.connection.url, { tls: { rejectUnauthorized: false } }); // flaw TLS_VERIFICATION high: redis
  }

  cluster(): k8s.KubeConfig {
    const config = new k8s.KubeConfig();
    config.loadFromOptions({
      clusters: [{ name: "c", server: this.connection.url, skipTLSVerify: true }], // flaw TLS_VERIFICATION high: a cluster that may be anybody
      contexts: [],
      users: [],
    });
    return config;
  }

  shown(): Record<string, unknown> {
    return { url: this.connection.url, verified: this.connection.rejectUnauthorized !== false }; // fine TLS_VERIFICATION: told, not set
  }
}

export function request(url: string, body: string): void {
  const target = new URL(url);
  const made = https.request({
    hostname: target.hostname,
    path: target.pathname,
    method: "POST",
    agent: new https.Agent({ rejectUnauthorized: !1 }), // flaw TLS_VERIFICATION high: false, as minifiers write it
  });
  made.end(body);
}

export function loopback(path: string): void {
  https.get(`https://localhost:8443${path}`, { rejectUnauthorized: false }); // flaw TLS_VERIFICATION low: on this machine
}

export function guarded(certificate?: string): https.RequestOptions {
  return certificate ? { ca: certificate, rejectUnauthorized: true } : {}; // fine TLS_VERIFICATION: a certificate of one's own
}

export { schema, jsonSchema };
