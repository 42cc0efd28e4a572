// A plain HTTP client: any header and any bytes can be sent, and the response comes back unchanged.

import { Agent, request as open } from 'node:http';

export const NDJSON = 'application/x-ndjson';

// Opens as many connections as there are requests in flight.
export const keep_alive = () => new Agent({ keepAlive: true });

/**
 * → {status, headers, text, json}; json is undefined if the body is not JSON. A response that comes
 * before the whole body is sent counts. Fails when the connection does. `path` is sent as it is,
 * whereas that of a URL is normalised first: "/a/../b" becomes "/b".
 * @param {string} url
 * @param {{ method?: string, headers?: import('node:http').OutgoingHttpHeaders,
 *   body?: string | Buffer, path?: string, agent?: Agent, within_ms?: number }} options
 * @returns {Promise<{ status: number, headers: Record<string, any>, text: string, json: any }>}
 */
export function send(
  url,
  { method = 'GET', headers = {}, body, path, agent, within_ms = 60_000 } = {},
) {
  return new Promise((done, fail) => {
    let answered = false;
    const call = open(url, { method, headers, agent, ...(path && { path }) }, (answer) => {
      answered = true;
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('error', fail);
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString();
        done({ status: answer.statusCode, headers: answer.headers, text, json: parsed(text) });
      });
    });
    call.setTimeout(within_ms, () => call.destroy(new Error(`no answer in ${within_ms} ms`)));
    call.on('error', (error) => answered || fail(error));
    call.end(body);
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
