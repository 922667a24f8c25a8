// scripts/receipt-vectors.mjs FILE   makes the vectors of receipts anew, with the Ed25519 of Node.js and DSSE's PAE in a line of its own: one a line, with what is to come of it
// scripts/receipt-vectors.mjs --verify FOLDER   verifies the receipts in a folder (*.receipt.json) by the keys in its receipt-keys.json, and each byte of them changed: says how many cases ran
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';

const pae = (type, payload) => Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);
const thumbprint = ({ crv, kty, x }) => createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
const canonical = (text) => Buffer.from(text, 'base64').toString('base64') === text;
const TYPE = 'application/vnd.in-toto+json';

function verified(text, keys) {
  try {
    const envelope = JSON.parse(text);
    if (envelope.payloadType !== TYPE || Object.keys(envelope).join() !== 'payloadType,payload,signatures' || envelope.signatures.length !== 1) return false;
    const [{ keyid, sig }] = envelope.signatures;
    const jwk = keys.find((key) => thumbprint(key) === keyid);
    return jwk !== undefined && canonical(envelope.payload) && canonical(sig)
      && verify(null, pae(envelope.payloadType, Buffer.from(envelope.payload, 'base64')), createPublicKey({ key: jwk, format: 'jwk' }), Buffer.from(sig, 'base64'));
  } catch {
    return false;
  }
}

if (process.argv[2] === '--verify') {
  const folder = process.argv[3];
  const { keys } = JSON.parse(readFileSync(`${folder}/receipt-keys.json`, 'utf8'));
  let cases = 0;
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.receipt.json'))) {
    const bytes = readFileSync(`${folder}/${name}`);
    if (!verified(bytes.toString('utf8'), keys)) throw new Error(`${name} is not valid`);
    cases++;
    for (let i = 0; i < bytes.length; i++) {
      const other = Buffer.from(bytes);
      other[i] ^= 1;
      if (verified(other.toString('utf8'), keys)) throw new Error(`${name} is valid with byte ${i} changed`);
      cases++;
    }
  }
  console.log(`${cases} cases`);
  process.exit(0);
}

// the secret keys of RFC 8032, 7.1: nobody's
const key = (hex) => {
  const secret = createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(hex, 'hex')]), format: 'der', type: 'pkcs8' });
  const { kty, crv, x } = createPublicKey(secret).export({ format: 'jwk' });
  return { secret, jwk: { kty, crv, use: 'sig', alg: 'EdDSA', kid: thumbprint({ crv, kty, x }), x } };
};
const ours = key('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60');
const other = key('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');
const archive = 'an archive';
const digest = createHash('sha256').update(archive).digest('hex');

const statement = (changes = {}) => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: '@example/files', uri: 'pkg:npm/%40example/files@1.2.0', digest: { sha256: digest } }],
  predicateType: 'urn:mcphub:security-scan:v1',
  predicate: {
    scanner: 'mcphub-static', scanner_version: '2.3.0', rule_set_ref: `mcphub-controls/v1.8@sha256:${'c'.repeat(64)}`, policy_profile: 'mcphub-scoring/v2.2',
    scanned_artifact_ref: 'pkg:npm/%40example/files@1.2.0', scanned_artifact_digest: `sha256:${digest}`, scan_scope: ['package', 'code', 'dependency'], verdict: 'clean',
    scanned_at: '2026-01-14T10:00:00.000Z', freshness_expires_at: '2026-02-13T10:00:00.000Z',
    evidence_ref: 'urn:uuid:3b9c1c36-7a0e-4f5c-9d57-6c1f6e2d8b21', evidence_digest: `sha256:${'e'.repeat(64)}`, attestation: 'third-party-attested',
    'org.mcphub/assessment': { issuer: 'urn:mcphub', status: 'CERTIFIED', global_score: 92, grade: 'A', certification_level: 2, findings: { critical: 0, high: 0, medium: 0, low: 0 }, caps: [] },
  },
  ...changes,
});
const signature = ({ secret, jwk }, payload, type) => ({ keyid: jwk.kid, sig: sign(null, pae(type, payload), secret).toString('base64') });
function envelope(what, { by = [ours], type = TYPE } = {}) {
  const payload = Buffer.from(typeof what === 'string' ? what : JSON.stringify(what));
  return { payloadType: type, payload: payload.toString('base64'), signatures: by.map((each) => signature(each, payload, type)) };
}
const good = envelope(statement());
const text = JSON.stringify(good);
const swapped = (field, value) => JSON.stringify({ ...good, [field]: value });
const spare = (base64) => base64.replace(/(.)(=+)$/, (all, last, end) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.at('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(last) + 1) + end);
const elsewhere = statement();
elsewhere.predicate.scanned_artifact_digest = `sha256:${'a'.repeat(64)}`;
const cases = [
  ['a receipt', text, 'VALID'],
  ['a receipt that was written prettily', JSON.stringify(good, null, 2), 'VALID'],
  ['a receipt with a second signature, by a key that nobody knows', JSON.stringify(envelope(statement(), { by: [ours, other] })), 'VALID'],
  ['a receipt after its time', text, 'STALE', { now: '2026-02-13T10:00:00Z' }],
  ['a receipt from the future', text, 'STALE', { now: '2026-01-01T00:00:00Z' }],
  ['a receipt by a key that nobody knows', JSON.stringify(envelope(statement(), { by: [other] })), 'INVALID'],
  ['a signature under another name', JSON.stringify({ ...good, signatures: [{ ...envelope(statement(), { by: [other] }).signatures[0], keyid: ours.jwk.kid }] }), 'INVALID'],
  ['the signature of the payload without its type', JSON.stringify({ ...good, signatures: [{ keyid: ours.jwk.kid, sig: sign(null, Buffer.from(good.payload, 'base64'), ours.secret).toString('base64') }] }), 'INVALID'],
  ['another payload', swapped('payload', envelope(elsewhere).payload), 'INVALID'],
  ['another type', swapped('payloadType', 'application/json'), 'INVALID'],
  ['something else that the key signed', JSON.stringify(envelope({ ...statement(), predicateType: 'https://slsa.dev/provenance/v1' })), 'INVALID'],
  ['another type that the key signed', JSON.stringify(envelope(statement(), { type: 'application/json' })), 'INVALID'],
  ['two archives in one', JSON.stringify(envelope(elsewhere)), 'INVALID'],
  ['no signature', swapped('signatures', []), 'INVALID'],
  ['a field that nobody signed', JSON.stringify({ ...good, verdict: 'clean' }), 'INVALID'],
  ['a field twice', text.replace('"payload":', '"payload":"e30=","payload":'), 'INVALID'],
  ['a field twice in what was signed', JSON.stringify(envelope(JSON.stringify(statement()).replace('"verdict":', '"verdict":"findings","verdict":'))), 'INVALID'],
  ['something behind it', `${text}{}`, 'INVALID'],
  ['base64 with spare bits set', JSON.stringify({ ...good, signatures: [{ ...good.signatures[0], sig: spare(good.signatures[0].sig) }] }), 'INVALID'],
  ['a payload that is no object', JSON.stringify(envelope('[]')), 'INVALID'],
  ['nothing', '', 'INVALID'],
];
const lines = cases.map(([name, receipt, outcome, { now = '2026-01-20T00:00:00Z' } = {}]) => JSON.stringify({ name, receipt, outcome, now }));
writeFileSync(process.argv[2], `${[JSON.stringify({ keys: [ours.jwk], archive }), ...lines].join('\n')}\n`);
console.log(`${lines.length} vectors`);
