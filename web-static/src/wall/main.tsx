// The wall: link → store → one paint per animation frame.

import { render } from 'preact';

import type { Room } from '../board/board';
import type { Rung } from '../link/ladder';
import { Link } from '../link/link';
import type { LinkState } from '../link/link';
import { Probe } from '../link/probe';
import type { Socket } from '../link/socket';
import { ask_board } from '../page/ask_board';
import { open_event_stream } from '../page/event_stream';
import { heap_bytes } from '../page/heap';
import { show_focus_to_keys } from '../page/keys';
import { Painter } from '../page/painter';
import { open_polling } from '../page/polling';
import { hide_idle_cursor, shift_pixels } from '../page/screen';
import { SoftReload } from '../page/soft_reload';
import { forget_widths, rem_px } from '../page/text_width';
import { open_web_socket } from '../page/web_socket';
import { question_of } from '../sheet/question';
import type { Subject } from '../sheet/question';
import type { Board } from '../store/board';
import { Store } from '../store/store';
import { newest_of } from '../tiles/newest';
import { read_view } from '../tiles/view';
import type { View } from '../tiles/view';
import { freshness, unshared_text } from '../words/freshness';
import { Stage } from './stage';
import { Waiting } from './waiting';
import { Wall } from './wall';

const board_name = decodeURIComponent(location.pathname.split('/')[2] || 'wall');
const root = document.getElementById('stage') as HTMLElement;
const opened_at = Date.now();
const phone_px = 700; // as in css/phone.css
const seen_every_ms = 60000;

const store = new Store();
const stage = new Stage();
const probe = new Probe();
const painter = new Painter(paint);
const reload = new SoftReload(opened_at, () => location.reload());
const link = new Link(
  { open, now: Date.now, after, random: Math.random },
  { hello, frame, state: link_changed, failed: ask_why },
);

const hands = { explain: ask, close_sheet: () => ask(null) };

let link_state: LinkState = { is: 'connecting' };
let signed_out = false;
let news = false;
let asked: Subject | null = null;
let seen_at = 0;
let painted: { board: Board; view: View } | null = null;

function open(rung: Rung, afresh: boolean): Socket {
  if (rung === 'socket') return open_web_socket();
  if (rung === 'stream')
    return open_event_stream(board_name, afresh ? null : store.board(board_name));
  return open_polling(board_name, () => store.board(board_name), after);
}

function after(ms: number, then: () => void): () => void {
  const timer = window.setTimeout(then, ms);
  return () => clearTimeout(timer);
}

function hello(): string {
  const screen = {
    width: innerWidth,
    height: innerHeight,
    agent: navigator.userAgent.slice(0, 200),
  };
  return JSON.stringify(store.hello([board_name], screen));
}

function frame(text: string): void {
  const now = Date.now();
  const order = store.take(text, now);
  switch (order.do) {
    case 'greeted':
      link.set_beat(order.beat_ms);
      reload.greeted(order.build, now);
      if (order.denied.indexOf(board_name) >= 0) link.stop('no_board');
      break;
    case 'resync':
      link.resync(order.board);
      break;
    case 'reconnect_later':
      link.set_reconnect(order.in_ms);
      break;
    case 'paint':
      news = news || order.news;
      painter.ask();
      break;
  }
}

function link_changed(state: LinkState): void {
  link_state = state;
  if (state.is === 'live') {
    signed_out = false;
    probe.heard();
  }
  painter.ask();
}

// A connection that fails gives no reason; plain HTTP does.
function ask_why(): void {
  if (!probe.due(Date.now())) return;
  ask_board(board_name, store.board(board_name), (answer) => {
    const works = answer.is === 'newer' || answer.is === 'same';
    signed_out = answer.is === 'signed_out';
    if (works) probe.heard();
    if (answer.is === 'no_board') link.stop('no_board');
    else link.explained(works);
    painter.ask();
  });
}

function paint(): void {
  const local_now = Date.now();
  const now = store.clock.now(local_now);
  const board = store.board(board_name);
  if (board && (!painted || painted.board !== board)) painted = { board, view: read_view(board) };
  const view = painted && painted.view;
  const offset_s = view ? view.office.utc_offset_s : -60 * new Date().getTimezoneOffset();
  const heard_at = store.heard_at === null ? null : store.clock.now(store.heard_at);
  const since = store.clock.now(opened_at);
  const age = { state: link_state, rung: link.rung, heard_at, since, signed_out };
  const fresh = {
    ...freshness(age, store.sources, view && newest_of(view, now), now, offset_s),
    unshared: unshared_text(store.unshared_since, now, offset_s),
  };
  if (!view) {
    const unknown = link_state.is === 'stopped' && link_state.why === 'no_board';
    render(<Waiting board={board_name} unknown={unknown} fresh={fresh} />, root);
    return;
  }
  const before = stage.current;
  const on_stage = stage.update(view.moments, now);
  if (on_stage && on_stage !== before) setTimeout(() => painter.ask(), on_stage.ends_at - now + 20);
  if (asked && !question_of(view, asked)) asked = null; // it is not on the board any more
  const sizes = { columns_px: columns_px(), room: room() };
  const picture = { view, now, fresh, on_stage, news, asked, ...sizes };
  render(<Wall picture={picture} hands={hands} />, root);
  news = false;
  say_seen(view.rev, now);
  const calm = !on_stage && !asked && link_state.is === 'live';
  reload.look(local_now, now + offset_s * 1000, calm);
}

// Here and not in the sheet: Esc counts from the click on, also before the sheet is painted.
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && asked) ask(null);
});

function ask(subject: Subject | null): void {
  asked = subject;
  painter.ask();
}

// The widths of css/wall.css, so that no paint has to measure the page.
function columns_px(): { left: number; right: number } {
  const rem = rem_px();
  if (innerWidth <= phone_px)
    return { left: innerWidth - 0.8 * rem, right: innerWidth - 0.8 * rem };
  const inner = innerWidth - 1.2 * rem - 0.6 * rem;
  return { left: inner * (41 / 100), right: inner * (59 / 100) };
}

// What header, footer and edges of css/wall.css and css/board.css leave to an own board's tiles.
function room(): Room {
  const rem = rem_px();
  const phone = innerWidth <= phone_px;
  const width = innerWidth / rem - (phone ? 0.8 : 1.2);
  return { width, height: innerHeight / rem - 2.35, phone };
}

function say_seen(rev: number, now: number): void {
  if (now - seen_at < seen_every_ms) return;
  seen_at = now;
  const heap = heap_bytes();
  link.send({ type: 'seen', rev, painted_at: now, ...(heap === null ? {} : { heap }) });
}

link.start();
hide_idle_cursor();
show_focus_to_keys();
shift_pixels(root);
setInterval(() => painter.ask(), 1000); // the clock, and the ages
window.addEventListener('resize', () => painter.ask());
window.addEventListener('online', () => link.nudge(true));
document.addEventListener('visibilitychange', () => document.hidden || link.nudge());
if (document.fonts) {
  document.fonts.ready.then(() => {
    forget_widths();
    painter.ask();
  });
}
painter.ask();
