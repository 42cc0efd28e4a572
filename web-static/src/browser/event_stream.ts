// The event stream as a Socket of the link. An EventSource would reconnect by itself, at its own
// pace and from its first position, so it is closed at its first error and the link reconnects.

import { create_socket } from '../link/socket';
import type { Socket } from '../link/socket';
import type { Position } from './fetch_board';

export function open_event_stream(board: string, position: Position | null): Socket {
  const from = position
    ? '&epoch=' + encodeURIComponent(position.epoch) + '&rev=' + position.rev
    : '';
  const source = new EventSource('/live/sse?board=' + encodeURIComponent(board) + from);
  const socket = create_socket(() => source.close());
  source.onopen = () => socket.onopen && socket.onopen();
  source.onmessage = (event) => socket.onmessage && socket.onmessage(event);
  source.onerror = () => {
    source.close();
    socket.onclose && socket.onclose({ code: 1006 }); // the reason is unknown
  };
  return socket;
}
