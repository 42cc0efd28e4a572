// GET, POST and PUT of JSON over XMLHttpRequest: the TVs of 2019 have no AbortController, and a fetch
// that cannot be given up is a wait without an end.

export interface Answer {
  status: number; // 0: nobody answered in time
  json: unknown; // null when the body is not JSON
  etag: string | null;
}

const within_ms = 10000;

export function get_json(url: string, then: (answer: Answer) => void): () => void {
  return request('GET', url, {}, null, then);
}

export function post_json(url: string, body: object, then: (answer: Answer) => void): () => void {
  return request('POST', url, {}, JSON.stringify(body), then);
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
  headers: { [name: string]: string },
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
    const etag = xhr.status ? xhr.getResponseHeader('ETag') : null;
    then({ status: xhr.status, json: parsed(xhr.responseText), etag });
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
