import debug from "debug";
import { Logger } from "./logger.js";

interface Config {
  url: string;
  username: string;
  password: string;
  apiKey?: string;
}

const trace = debug("service");
const FIELDS = { password: "Your password", apiKey: "Your key" };

export function load(): Config {
  const config: Config = {
    url: process.env.SERVICE_URL ?? "",
    username: process.env.SERVICE_USER ?? "",
    password: process.env.SERVICE_PASSWORD ?? "",
    apiKey: process.env.SERVICE_KEY_ID,
  };
  console.error(`User ${config.username} at ${config.url}`); // fine SECRET_LOGGING: no secret
  console.error(`Password ${config.password ? "***" : "not set"}`); // fine SECRET_LOGGING: stars
  console.error(`Using ${config.username}:${config.password}`); // flaw SECRET_LOGGING medium: user and password
  trace("config %o", config); // flaw SECRET_LOGGING medium: by debug
  return config;
}

export function help(): void {
  console.log(FIELDS.password, FIELDS.apiKey); // fine SECRET_LOGGING: texts for people
  for (const name of ["API_KEY", "SECRET"]) {
    console.log(`${name}: ${process.env[name] ? "set" : "not set"}`); // fine SECRET_LOGGING: whether they are set
  }
}

export class Session {
  private accessToken?: string;
  constructor(private readonly logger: Logger, private readonly config: Config) {}

  start(): void {
    this.accessToken = process.env.ACCESS_TOKEN;
    this.logger.info("token", { token: this.accessToken }); // flaw SECRET_LOGGING medium: by a logger that was handed in
    this.logger.info("started", { user: this.config.username }); // fine SECRET_LOGGING: a name
  }

  show(): string {
    const safe = { ...this.config, password: "[redacted]", apiKey: undefined };
    console.log(safe); // fine SECRET_LOGGING: taken out before
    return JSON.stringify(safe);
  }

  fail(error: Error): void {
    console.error("login failed", error.message); // fine SECRET_LOGGING: an error
    console.error(`Could not refresh: ${this.accessToken}`); // flaw SECRET_LOGGING medium: kept in a field
  }

  write(): void {
    process.stderr.write(`token=${process.env.SERVICE_TOKEN}\n`); // flaw SECRET_LOGGING medium: written without a logger
    process.stderr.write(`url=${process.env.SERVICE_URL}\n`); // fine SECRET_LOGGING: an address
  }

  arguments(): void {
    const at = process.argv.indexOf("--api-key");
    const apiKey = at >= 0 ? process.argv[at + 1] : undefined;
    console.error("api key given:", apiKey !== undefined); // fine SECRET_LOGGING: whether
    console.error("api key", apiKey); // flaw SECRET_LOGGING medium: of the command line
  }

  request(init: RequestInit): Promise<Response> {
    const secret = process.env.SIGNING_SECRET ?? "";
    const signed = { ...init, headers: { "X-Signature": secret.length.toString() } };
    console.log("request", signed); // fine SECRET_LOGGING: only how long it is
    return fetch(this.config.url, signed);
  }
}
