// Deliveries as vendors send them, signed by the packages that the vendors publish. Each function takes
// the secret, the address and an event, and returns {url, headers, body}.

// @ts-nocheck: these packages are installed only on node 20 and later
import { sign as github_mac } from '@octokit/webhooks-methods';
import { CloudEvent, HTTP } from 'cloudevents';
import jwt from 'jsonwebtoken';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';
import twilio from 'twilio/lib/webhooks/webhooks.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

const seconds = (date) => String(Math.floor(date.getTime() / 1000));

// Svix signs as Standard Webhooks does, with its own header names.
function standard(Webhook, names) {
  return (secret, url, event) => {
    const now = new Date();
    const body = JSON.stringify(event);
    const signature = new Webhook(secret).sign(event.id, now, body);
    const headers = {
      ...JSON_TYPE,
      [`${names}-id`]: event.id,
      [`${names}-timestamp`]: seconds(now),
      [`${names}-signature`]: signature,
    };
    return { url, headers, body };
  };
}

function stripe(secret, url, event) {
  const payload = JSON.stringify(event, null, 2);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
  return { url, headers: { ...JSON_TYPE, 'stripe-signature': signature }, body: payload };
}

async function github(secret, url, event) {
  const body = JSON.stringify(event);
  const headers = { ...JSON_TYPE, 'x-hub-signature-256': await github_mac(secret, body) };
  return { url, headers, body };
}

// Has capitals, spaces, plus signs and umlauts, because what is signed is sorted and decoded.
function twilio_form(secret, url, event) {
  const fields = { ...event, To: '+1 415 555 01 98', Caller: 'Zoë & Söhne', callSid: 'CA1' };
  const signature = twilio.getExpectedTwilioSignature(secret, url, fields);
  const body = new URLSearchParams(fields).toString();
  return { url, headers: { ...FORM_TYPE, 'x-twilio-signature': signature }, body };
}

function twilio_json(secret, url, event) {
  const body = JSON.stringify(event);
  const signed = `${url}?bodySHA256=${twilio.getExpectedBodyHash(body)}`;
  const signature = twilio.getExpectedTwilioSignature(secret, signed, {});
  return { url: signed, headers: { ...JSON_TYPE, 'x-twilio-signature': signature }, body };
}

function monday(secret, url, event) {
  const claims = { accountId: 1825528, userId: 4012689, aud: url };
  const token = jwt.sign(claims, secret, { algorithm: 'HS256', expiresIn: '5m' });
  return { url, headers: { ...JSON_TYPE, authorization: token }, body: JSON.stringify(event) };
}

function dialpad(secret, url, event) {
  const body = jwt.sign(event, secret, { algorithm: 'HS256', noTimestamp: true });
  return { url, headers: { 'content-type': 'application/jwt' }, body };
}

// CloudEvents have no signature; their HTTP binding recommends a bearer token.
function cloud_event(mode) {
  return (secret, url, event) => {
    const { headers, body } = mode(
      new CloudEvent({ id: event.id, source: '/crm', type: 'deal.won', data: event }),
    );
    return { url, headers: { ...headers, authorization: `Bearer ${secret}` }, body };
  };
}

// Each sender's id, the settings of its source, and how it signs. `proves_body` is false if the
// credentials say who sent the delivery but do not cover its body.
export const senders = [
  {
    id: 'standard-webhooks',
    scheme: 'standard-webhooks',
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    sign: standard(StandardWebhook, 'webhook'),
  },
  {
    id: 'svix',
    scheme: 'standard-webhooks',
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    sign: standard(SvixWebhook, 'svix'),
  },
  { id: 'stripe', scheme: 'stripe', secret: 'whsec_stripes_is_text', sign: stripe },
  { id: 'github', scheme: 'github', secret: "It's a Secret to Everybody", sign: github },
  {
    id: 'twilio-form',
    scheme: 'twilio',
    secret: '0123456789abcdef0123456789abcdef',
    format: 'form',
    sign: twilio_form,
  },
  {
    id: 'twilio-json',
    scheme: 'twilio',
    secret: '0123456789abcdef0123456789abcdef',
    sign: twilio_json,
  },
  {
    id: 'monday',
    scheme: 'monday-jwt',
    secret: 'a-signing-secret-of-an-app',
    proves_body: false,
    sign: monday,
  },
  {
    id: 'dialpad',
    scheme: 'dialpad-jwt',
    secret: 'a-secret-that-we-made-up',
    format: 'jwt',
    sign: dialpad,
  },
  {
    id: 'cloudevents-binary',
    scheme: 'bearer',
    secret: 'a-token-of-many-letters',
    format: 'cloudevents',
    proves_body: false,
    sign: cloud_event(HTTP.binary),
  },
  {
    id: 'cloudevents-structured',
    scheme: 'bearer',
    secret: 'a-token-of-many-letters',
    format: 'cloudevents',
    proves_body: false,
    sign: cloud_event(HTTP.structured),
  },
];
