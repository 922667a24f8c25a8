// Signs some bodies by the senders' own libraries and prints what came out; scripts/webhook-vectors runs it.
import { sign } from "@octokit/webhooks-methods";
import Stripe from "stripe";
import { Webhook } from "standardwebhooks";

const payloads = ['{"zen":"Design for failure."}', '{ "spaced" : [1, 2,3] ,"ü":"日本語 🎉" }\n', 'payload=%7B%22a%22%3A1%7D'];
const secrets = ["It's a Secret to Everybody", "whsec_not base64", "s"];
const vectors = [];
for (const payload of payloads) {
  for (const secret of secrets) {
    vectors.push({ by: "@octokit/webhooks-methods", secret, payload, signature: await sign(secret, payload) });
    const timestamp = 1768384800;
    vectors.push({ by: "stripe", secret, payload, timestamp, signature: Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp }) });
  }
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  vectors.push({ by: "standardwebhooks", secret, payload, id, timestamp: 1768384800, signature: new Webhook(secret).sign(id, new Date(1768384800 * 1000), payload) });
}
console.log(JSON.stringify(vectors, null, 2));
