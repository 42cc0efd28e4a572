// Settings with sources, and deliveries signed as the vendors sign them.

import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { send } from './http.mjs';

// Writes DIR/config.json with these sources and a file for each secret; returns its path.
export function settings(dir, sources, others = {}) {
  const listed = sources.map(({ secret, auth = {}, ...source }) => {
    const file = join(dir, `${source.id}.secret`);
    writeFileSync(file, secret + '\n');
    return { ...source, auth: { ...auth, secrets: [{ file }] } };
  });
  const path = join(dir, 'config.json');
  writeFileSync(path, JSON.stringify({ ...others, sources: listed }, null, 2));
  return path;
}

// POST /hooks/ID, without the admin's token.
export function post_hook(server, id, body, headers = {}) {
  const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return send(`${server.url}/hooks/${id}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: text,
  });
}

export const basic = (user, password) => ({
  authorization: 'Basic ' + Buffer.from(`${user}:${password}`).toString('base64'),
});

export function github_signature(secret, body) {
  const mac = createHmac('sha256', secret).update(body).digest('hex');
  return { 'x-hub-signature-256': `sha256=${mac}` };
}

export function hubspot_v3(secret, url, body, now = Date.now()) {
  const mac = createHmac('sha256', secret).update(`POST${url}${body}${now}`).digest('base64');
  return { 'x-hubspot-signature-v3': mac, 'x-hubspot-request-timestamp': String(now) };
}

export function close_signature(key_hex, body, now = Math.floor(Date.now() / 1000)) {
  const key = Buffer.from(key_hex, 'hex');
  const mac = createHmac('sha256', key).update(`${now}${body}`).digest('hex');
  return { 'close-sig-timestamp': String(now), 'close-sig-hash': mac };
}
