// Asking every other second, as a Socket of the link: what comes back is said in the frames that a
// server would have sent, so that nobody above has to know. One question at a time, and every one
// has an end.

import { new_socket } from '../link/socket';
import type { Socket } from '../link/socket';
import { ask_board } from './ask_board';
import type { BoardAnswer, Place } from './ask_board';

const every_ms = 2000;
const beat_ms = 5000; // two and a half of them hold a pause and an answer that takes all its time

export function open_polling(
  board: string,
  place: () => Place | null, // asked before every question
  after: (ms: number, then: () => void) => () => void,
): Socket {
  let heard = false;
  let failed = false;
  let closed = false;
  let cancel = () => {};
  const socket = new_socket(() => {
    closed = true;
    cancel();
  });

  function ask(): void {
    cancel = ask_board(board, place(), answered);
  }

  function answered(answer: BoardAnswer): void {
    if (answer.is === 'no_board') {
      greet(answer.at, [board]);
    } else if (answer.is === 'newer' || answer.is === 'same') {
      failed = false;
      if (!heard) greet(answer.at, []);
      if (answer.is === 'newer') say(answer.text);
      // Which sources there are and how they do is not known here.
      const beat = { type: 'beat', at: answer.at, boards: {}, sources: {} };
      const { unshared_since } = answer;
      say_json(unshared_since ? { ...beat, unshared_since } : beat);
    } else if (!heard || failed) {
      socket.onclose && socket.onclose({ code: 1006 });
      return;
    } else {
      failed = true; // once is not yet worth dimming a wall for
    }
    if (!closed) cancel = after(every_ms, ask);
  }

  function greet(now: number, denied: string[]): void {
    heard = true;
    socket.onopen && socket.onopen();
    say_json({ type: 'welcome', build: '', beat_ms, now, denied });
  }

  function say(text: string): void {
    socket.onmessage && socket.onmessage({ data: text });
  }

  function say_json(frame: object): void {
    say(JSON.stringify(frame));
  }

  ask();
  return socket;
}
