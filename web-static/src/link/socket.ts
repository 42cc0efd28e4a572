// One way of hearing the server, whichever: what it brings are the frames of the live protocol.
export interface Socket {
  readonly talks: boolean; // false: it only listens, and was told where we stand when it was opened
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(text: string): void;
  close(): void; // says nothing any more after that
}

// One that nobody listens to yet. Without `send` it only listens.
export function new_socket(close: () => void, send: ((text: string) => void) | null = null): Socket {
  return {
    talks: send !== null,
    onopen: null,
    onmessage: null,
    onclose: null,
    send: send || (() => {}),
    close,
  };
}

export function silence(socket: Socket): void {
  socket.onopen = socket.onmessage = socket.onclose = null;
  socket.close();
}
