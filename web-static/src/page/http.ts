// GET and POST of JSON over XMLHttpRequest: the TVs of 2019 have no AbortController, and a fetch
// that cannot be given up is a wait without an end.

export interface Answer {
  status: number; // 0: nobody answered in time
  json: unknown; // null when the body is not JSON
}

const within_ms = 10000;

export function get_json(url: string, then: (answer: Answer) => void): () => void {
  return request('GET', url, null, then);
}

export function post_json(url: string, body: object, then: (answer: Answer) => void): () => void {
  return request('POST', url, JSON.stringify(body), then);
}

// Returns how to give up; `then` is not called after that.
function request(
  method: string,
  url: string,
  body: string | null,
  then: (answer: Answer) => void,
): () => void {
  const xhr = new XMLHttpRequest();
  let wanted = true;
  xhr.open(method, url);
  xhr.timeout = within_ms;
  xhr.setRequestHeader('Accept', 'application/json');
  if (body !== null) xhr.setRequestHeader('Content-Type', 'application/json');
  xhr.onloadend = () => {
    if (wanted) then({ status: xhr.status, json: parsed(xhr.responseText) });
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
