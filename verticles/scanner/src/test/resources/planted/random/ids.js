const express = require("express");
const crypto = require("crypto");
const { setTimeout: sleep } = require("timers/promises");
const { StreamableHTTPServerTransport } = require("@modelcontextprotocol/sdk/server/streamableHttp.js");

const app = express();
const sessions = new Map();
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

function generateToken() {
  return Math.random().toString(36).slice(2); // flaw WEAK_RANDOM medium: what the function is called says what it is for
}

function generateId() {
  return Math.random().toString(36).slice(2); // fine WEAK_RANDOM: nobody says that it is a secret
}

function uuid() {
  return "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g, (c) => {
    const r = (Math.random() * 16) | 0;
    return (c === "x" ? r : (r & 3) | 8).toString(16);
  });
}

app.post("/login", (req, res) => {
  const sessionId = Date.now() + "-" + Math.random().toString(36).substring(2); // flaw WEAK_RANDOM medium: a session
  sessions.set(sessionId, req.body.user);
  res.cookie("sid", sessionId);
  res.json({ ok: true });
});

app.post("/start", (req, res) => {
  const id = uuid();
  res.setHeader("X-CSRF-Token", id); // flaw WEAK_RANDOM medium: a header against forged requests
  res.end();
});

app.get("/authorize", (req, res) => {
  const state = Math.random().toString(36).substring(7); // flaw WEAK_RANDOM medium: the state of OAuth
  const verifier = crypto.randomBytes(32).toString("base64url"); // fine WEAK_RANDOM: the system's
  res.redirect(`https://login.example.com/authorize?state=${state}&code_challenge=${verifier}`);
});

app.post("/mcp", async (req, res) => {
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: () => Math.random().toString(36), // flaw WEAK_RANDOM medium: the SDK's sessions
  });
  await transport.handleRequest(req, res, req.body);
});

app.post("/mcp2", async (req, res) => {
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: () => crypto.randomUUID(), // fine WEAK_RANDOM: the system's
  });
  await transport.handleRequest(req, res, req.body);
});

function drawn(length) {
  let made = "";
  for (let i = 0; i < length; i++) {
    made += ALPHABET.charAt(Math.floor(Math.random() * ALPHABET.length));
  }
  return made;
}

function createUser(name) {
  const user = { name, color: ALPHABET[Math.floor(Math.random() * 26)] }; // fine WEAK_RANDOM: a letter
  user.password = drawn(12); // flaw WEAK_RANDOM medium: drawn letter by letter
  return user;
}

async function retry(ask) {
  for (let attempt = 0; attempt < 3; attempt++) {
    const delay = 100 * 2 ** attempt + Math.random() * 100; // fine WEAK_RANDOM: waiting
    await sleep(delay);
    if (await ask()) return true;
  }
  return false;
}

function temporary() {
  return `/tmp/out-${Math.random().toString(36).slice(2)}.png`; // fine WEAK_RANDOM: a name of a file
}

function sample(tokens) {
  const token = tokens[Math.floor(Math.random() * tokens.length)]; // fine WEAK_RANDOM: a word is picked of those that there are
  return token;
}

function request(method) {
  const requestId = Math.random().toString(36).slice(2); // fine WEAK_RANDOM: pairs an answer with its request
  const nonce = Math.floor(Math.random() * 1e9); // flaw WEAK_RANDOM medium: a number that is used once
  return { id: requestId, method, nonce };
}

function roll() {
  const statement = Math.random() < 0.5 ? "yes" : "no"; // fine WEAK_RANDOM: state is only part of the word
  const authorIndex = Math.floor(Math.random() * 10); // fine WEAK_RANDOM: auth is only part of the word
  const state = { progress: Math.random() }; // fine WEAK_RANDOM: the state of something, with a number in it
  const tokenCount = Math.floor(Math.random() * 4000); // fine WEAK_RANDOM: how many
  return { statement, authorIndex, state, tokenCount };
}

module.exports = { generateToken, generateId, createUser, retry, temporary, sample, request, roll };
