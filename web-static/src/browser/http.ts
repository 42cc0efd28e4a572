// GET, POST, PUT and DELETE of JSON. XMLHttpRequest rather than fetch: TVs of 2019 have no AbortController,
// and a fetch without one cannot be cancelled.

export interface HttpResponse {
  status: number; // 0: no response in time
  json: unknown; // null when the body is not JSON
  text: string;
  etag: string | null;
  at: number; // ms, the server's clock to the second; 0: unknown
  unshared_since: number; // ms, as in a beat; 0: none
}

interface Headers {
  [name: string]: string;
}

const timeout_ms = 10000;

export function get_json(
  url: string,
  then: (response: HttpResponse) => void,
  headers: Headers = {},
): () => void {
  return request('GET', url, headers, null, then);
}

export function post_json(
  url: string,
  body: object,
  then: (response: HttpResponse) => void,
): () => void {
  return request('POST', url, {}, JSON.stringify(body), then);
}

export function post_text(
  url: string,
  body: string,
  then: (response: HttpResponse) => void,
): () => void {
  return request('POST', url, {}, body, then);
}

// Stored only if the document still has this ETag; otherwise the status is 412.
export function put_json(
  url: string,
  body: object,
  if_match: string,
  then: (response: HttpResponse) => void,
): () => void {
  return request('PUT', url, { 'If-Match': if_match }, JSON.stringify(body), then);
}

export function delete_at(url: string, then: (response: HttpResponse) => void): () => void {
  return request('DELETE', url, {}, null, then);
}

// Returns how to cancel; `then` is not called after that.
function request(
  method: string,
  url: string,
  headers: Headers,
  body: string | null,
  then: (response: HttpResponse) => void,
): () => void {
  const xhr = new XMLHttpRequest();
  let cancelled = false;
  xhr.open(method, url);
  xhr.timeout = timeout_ms;
  xhr.setRequestHeader('Accept', 'application/json');
  for (const name of Object.keys(headers)) xhr.setRequestHeader(name, headers[name] as string);
  if (body !== null) xhr.setRequestHeader('Content-Type', 'application/json');
  xhr.onloadend = () => {
    if (cancelled) return;
    // Without a response, reading a header would log an error to the console.
    const header = (name: string) => (xhr.status ? xhr.getResponseHeader(name) : null);
    const text = xhr.responseText;
    const at = Date.parse(header('Date') || '') || 0;
    const unshared_since = Number(header('Dealbell-Unshared-Since')) || 0;
    then({
      status: xhr.status,
      json: parsed(text),
      text,
      etag: header('ETag'),
      at,
      unshared_since,
    });
  };
  xhr.send(body);
  return () => {
    cancelled = true;
    xhr.abort();
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
