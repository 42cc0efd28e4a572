// One connection to the server over any transport. It delivers frames of the live protocol.
export interface Socket {
  readonly can_send: boolean; // false: receive only
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(text: string): void;
  close(): void; // no more events after this
}

// Without `send` it is receive only. The handlers are set by the caller.
export function create_socket(
  close: () => void,
  send: ((text: string) => void) | null = null,
): Socket {
  return {
    can_send: send !== null,
    onopen: null,
    onmessage: null,
    onclose: null,
    send: send || (() => {}),
    close,
  };
}

// Closes it, and ignores whatever it still delivers.
export function discard(socket: Socket): void {
  socket.onopen = socket.onmessage = socket.onclose = null;
  socket.close();
}
