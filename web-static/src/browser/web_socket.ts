// The WebSocket as a Socket of the link.

import { create_socket } from '../link/socket';
import type { Socket } from '../link/socket';

export function open_web_socket(): Socket {
  const scheme = location.protocol === 'https:' ? 'wss://' : 'ws://';
  const web_socket = new WebSocket(scheme + location.host + '/live', 'dealbell.v1');
  const socket = create_socket(
    () => web_socket.close(),
    (text) => web_socket.send(text),
  );
  web_socket.onopen = () => socket.onopen && socket.onopen();
  web_socket.onmessage = (event) => socket.onmessage && socket.onmessage(event);
  web_socket.onclose = (event) => socket.onclose && socket.onclose(event);
  return socket;
}
