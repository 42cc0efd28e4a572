// Deliveries signed by the vendors' own packages: the server takes them, and refuses them if anything was
// changed on the way.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { settings } from './support/hooks.mjs';
import { send } from './support/http.mjs';
import { scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';

// Some vendors sign the address that they call, which is that of a proxy in front of the server.
const PUBLIC_URL = 'https://dash.example.com';
const EVENT = { id: 'evt_1', deal: '8', title: 'Zürich – 50 % & more' };

// The packages need node 20 and, once, a network: tests/run.sh installs them if it can.
async function vendors() {
  try {
    return (await import('./senders/sign.mjs')).senders;
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    return undefined;
  }
}

// A source whose mapping ignores everything: only the authentication matters here.
function source(dir, { id, scheme, secret, format = 'json' }) {
  const rules = [{ emit: 'ignore', reason: 'authenticated' }];
  const mapping = { name: `any-${format}`, format, dedupe: ['$.id'], rules };
  writeFileSync(join(dir, `any-${format}.json`), JSON.stringify(mapping));
  const auth = { scheme, public_url: PUBLIC_URL };
  return { id, secret, auth, mapping: `./any-${format}.json` };
}

function post(server, { url, headers, body }) {
  const { pathname, search } = new URL(url);
  return send(server.url + pathname + search, { method: 'POST', headers, body });
}

// Adds a byte to the body, or to the credentials if they do not cover the body.
function changed(delivery, proves_body) {
  if (proves_body) return { ...delivery, body: delivery.body + 'x' };
  const authorization = delivery.headers.authorization + 'x';
  return { ...delivery, headers: { ...delivery.headers, authorization } };
}

test('a delivery that a vendor signed is taken, with one more byte it is refused', async (t) => {
  const senders = await vendors();
  if (!senders) return t.skip('no packages in tests/e2e/senders: they need node 20 and npm ci');
  const dir = scratch(t);
  const config = settings(
    dir,
    senders.map((sender) => source(dir, sender)),
  );
  const server = await Server.start(t, join(dir, 'data'), { args: ['--config', config] });

  for (const { id, secret, sign, proves_body = true } of senders)
    await t.test(id, async () => {
      const delivery = await sign(secret, `${PUBLIC_URL}/hooks/${id}`, EVENT);

      const taken = await post(server, delivery);
      const refused = await post(server, changed(delivery, proves_body));
      // Not "AAAA": in base64 these are zeros, with which HMAC pads every key.
      const guessed = await sign(secret + 'BBBB', `${PUBLIC_URL}/hooks/${id}`, EVENT);
      const forged = await post(server, guessed);

      assert.equal(taken.status, 200, taken.text);
      assert.equal(taken.json.outcome, 'ignored');
      assert.equal(refused.status, 401, refused.text);
      assert.equal(forged.status, 401, forged.text);
    });
});
