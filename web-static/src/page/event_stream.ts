// The same frames as an event stream, as a Socket of the link. An EventSource would come back by
// itself, at its own pace and to the place where it began: it is closed at its first error, and
// coming back is the link's.

import { new_socket } from '../link/socket';
import type { Socket } from '../link/socket';
import type { Place } from './ask_board';

export function open_event_stream(board: string, place: Place | null): Socket {
  const from = place ? '&epoch=' + encodeURIComponent(place.epoch) + '&rev=' + place.rev : '';
  const source = new EventSource('/live/sse?board=' + encodeURIComponent(board) + from);
  const socket = new_socket(() => source.close());
  source.onopen = () => socket.onopen && socket.onopen();
  source.onmessage = (event) => socket.onmessage && socket.onmessage(event);
  source.onerror = () => {
    source.close();
    socket.onclose && socket.onclose({ code: 1006 }); // it does not say why
  };
  return socket;
}
