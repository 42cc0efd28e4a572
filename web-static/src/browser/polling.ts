// Polling as a Socket of the link. Responses are turned into the frames that the server would have
// sent, so the code above does not notice. One request at a time, each with a timeout.

import { create_socket } from '../link/socket';
import type { Socket } from '../link/socket';
import { fetch_board } from './fetch_board';
import type { BoardResponse, Position } from './fetch_board';

const every_ms = 2000;
const beat_ms = 5000; // 2.5 beats are longer than a pause and a request that runs into its timeout

export function open_polling(
  board: string,
  position: () => Position | null, // read before every request
  after: (ms: number, then: () => void) => () => void,
): Socket {
  let welcomed = false;
  let failed = false;
  let closed = false;
  let cancel = () => {};
  const socket = create_socket(() => {
    closed = true;
    cancel();
  });

  function poll(): void {
    cancel = fetch_board(board, position(), on_response);
  }

  function on_response(response: BoardResponse): void {
    if (response.is === 'no_board') {
      send_welcome(response.at, [board]);
    } else if (response.is === 'newer' || response.is === 'same') {
      failed = false;
      if (!welcomed) send_welcome(response.at, []);
      if (response.is === 'newer') deliver(response.text);
      // A board response does not include the state of the sources.
      const beat = { type: 'beat', at: response.at, boards: {}, sources: {} };
      const { unshared_since } = response;
      deliver_frame(unshared_since ? { ...beat, unshared_since } : beat);
    } else if (!welcomed || failed) {
      socket.onclose && socket.onclose({ code: 1006 });
      return;
    } else {
      failed = true; // a single failure does not dim the wall
    }
    if (!closed) cancel = after(every_ms, poll);
  }

  function send_welcome(now: number, denied: string[]): void {
    welcomed = true;
    socket.onopen && socket.onopen();
    deliver_frame({ type: 'welcome', build: '', beat_ms, now, denied });
  }

  function deliver(text: string): void {
    socket.onmessage && socket.onmessage({ data: text });
  }

  function deliver_frame(frame: object): void {
    deliver(JSON.stringify(frame));
  }

  poll();
  return socket;
}
