import { spawn } from "node:child_process";
import nodemailer from "nodemailer";
import { Agent, setGlobalDispatcher, fetch } from "undici";
import { MongoClient } from "mongodb";
import sql from "mssql";
import { chromium } from "playwright";
import request from "request";
import { Client } from "@elastic/elasticsearch";

if (process.argv.includes("--insecure")) {
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"; // flaw TLS_VERIFICATION low: a switch of the command line
}

export function all() {
  process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = 0; // flaw TLS_VERIFICATION high: nothing in the process is checked
}

export function on() {
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "1"; // fine TLS_VERIFICATION: switched on
}

export function off() {
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED; // fine TLS_VERIFICATION: taken away
}

export function asks() {
  return process.env.NODE_TLS_REJECT_UNAUTHORIZED === "0"; // fine TLS_VERIFICATION: only asked
}

export function child() {
  return spawn("node", ["worker.js"], {
    env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: "0" }, // flaw TLS_VERIFICATION high: a child that checks nothing
  });
}

setGlobalDispatcher(new Agent({ connect: { rejectUnauthorized: false } })); // flaw TLS_VERIFICATION high: every fetch

export const mailer = nodemailer.createTransport({
  host: process.env.SMTP_HOST,
  tls: { rejectUnauthorized: false }, // flaw TLS_VERIFICATION high: the mail server may be anybody
});

export const careful = nodemailer.createTransport({
  host: process.env.SMTP_HOST,
  tls: { rejectUnauthorized: process.env.SMTP_VERIFY !== "false" }, // flaw TLS_VERIFICATION low: the operator's variable
});

export const mongo = new MongoClient(process.env.MONGO, { tlsAllowInvalidCertificates: true }); // flaw TLS_VERIFICATION high: mongodb's name for it
export const fine = new MongoClient(process.env.MONGO, { tlsAllowInvalidCertificates: false }); // fine TLS_VERIFICATION: not allowed

export async function mssql(config) {
  return sql.connect({ server: config.server, options: { encrypt: true, trustServerCertificate: true } }); // flaw TLS_VERIFICATION high: the server's certificate is taken as it is
}

export async function browser(settings) {
  const opened = await chromium.launch();
  if (settings.ignoreCertificates) {
    return opened.newContext({ ignoreHTTPSErrors: true }); // flaw TLS_VERIFICATION low: an option
  }
  return opened.newContext({ ignoreHTTPSErrors: false }); // fine TLS_VERIFICATION: they are minded
}

export function old(url, done) {
  request({ url, strictSSL: false }, done); // flaw TLS_VERIFICATION high: request's name for it
}

export const elastic = (node) => new Client({ node, tls: { rejectUnauthorized: false } }); // flaw TLS_VERIFICATION high: elastic

let verify = true;
export function insecure() {
  verify = false;
}
export const dispatcher = () => new Agent({ connect: { rejectUnauthorized: verify } }); // flaw TLS_VERIFICATION low: somebody may have said so

export async function plain(url) {
  const options = {};
  if (url.startsWith("https:")) {
    options.dispatcher = new Agent({ connect: { rejectUnauthorized: false } }); // flaw TLS_VERIFICATION high: for each address with TLS
  }
  return fetch(url, options);
}

export function quiet(options) {
  if (!options.insecure) {
    return undefined;
  }
  return new Agent({ connect: { rejectUnauthorized: false } }); // flaw TLS_VERIFICATION low: behind a question for an option
}
