// GET, POST and PUT of JSON over XMLHttpRequest: the TVs of 2019 have no AbortController, and a fetch
// that cannot be given up is a wait without an end.

export interface Answer {
  status: number; // 0: nobody answered in time
  json: unknown; // null when the body is not JSON
  text: string;
  etag: string | null;
  at: number; // ms, the server's clock to the second; 0: not said
  unshared_since: number; // ms, as in a beat; 0: not said
}

interface Extra {
  [name: string]: string;
}

export const within_ms = 10000;

export function get_json(
  url: string,
  then: (answer: Answer) => void,
  headers: Extra = {},
): () => void {
  return request('GET', url, headers, null, then);
}

export function post_json(url: string, body: object, then: (answer: Answer) => void): () => void {
  return request('POST', url, {}, JSON.stringify(body), then);
}

export function post_text(url: string, body: string, then: (answer: Answer) => void): () => void {
  return request('POST', url, {}, body, then);
}

// Takes effect only while the document is still the one with this ETag: 412 otherwise.
export function put_json(
  url: string,
  body: object,
  if_match: string,
  then: (answer: Answer) => void,
): () => void {
  return request('PUT', url, { 'If-Match': if_match }, JSON.stringify(body), then);
}

// Returns how to give up; `then` is not called after that.
function request(
  method: string,
  url: string,
  headers: Extra,
  body: string | null,
  then: (answer: Answer) => void,
): () => void {
  const xhr = new XMLHttpRequest();
  let wanted = true;
  xhr.open(method, url);
  xhr.timeout = within_ms;
  xhr.setRequestHeader('Accept', 'application/json');
  for (const name of Object.keys(headers)) xhr.setRequestHeader(name, headers[name] as string);
  if (body !== null) xhr.setRequestHeader('Content-Type', 'application/json');
  xhr.onloadend = () => {
    if (!wanted) return;
    // Asking for headers of an answer that never came is an error in the console.
    const said = (name: string) => (xhr.status ? xhr.getResponseHeader(name) : null);
    const text = xhr.responseText;
    const at = Date.parse(said('Date') || '') || 0;
    const unshared_since = Number(said('Dealbell-Unshared-Since')) || 0;
    then({ status: xhr.status, json: parsed(text), text, etag: said('ETag'), at, unshared_since });
  };
  xhr.send(body);
  return () => {
    wanted = false;
    xhr.abort();
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (e) {
    return null;
  }
}
