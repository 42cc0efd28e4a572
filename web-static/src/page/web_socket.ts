// The best way to hear the server, as a Socket of the link.

import type { Socket } from '../link/link';

export function open_web_socket(): Socket {
  const scheme = location.protocol === 'https:' ? 'wss://' : 'ws://';
  const web_socket = new WebSocket(scheme + location.host + '/live', 'dealbell.v1');
  const socket: Socket = {
    talks: true,
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (text) => web_socket.send(text),
    close: () => web_socket.close(),
  };
  web_socket.onopen = () => socket.onopen && socket.onopen();
  web_socket.onmessage = (event) => socket.onmessage && socket.onmessage(event);
  web_socket.onclose = (event) => socket.onclose && socket.onclose(event);
  return socket;
}
