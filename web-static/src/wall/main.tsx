// The wall: link → store → one paint per animation frame.

import { render } from 'preact';

import { open_event_stream } from '../browser/event_stream';
import { fetch_board } from '../browser/fetch_board';
import { heap_bytes } from '../browser/heap';
import { mark_keyboard_use } from '../browser/keys';
import { Painter } from '../browser/painter';
import { open_polling } from '../browser/polling';
import { hide_idle_cursor, shift_pixels } from '../browser/screen';
import { SoftReload } from '../browser/soft_reload';
import { clear_widths } from '../browser/text_width';
import { open_web_socket } from '../browser/web_socket';
import { Link } from '../link/link';
import type { LinkState } from '../link/link';
import { Probe } from '../link/probe';
import type { Socket } from '../link/socket';
import type { Transport } from '../link/transport_selector';
import type { Board } from '../store/board';
import { Store } from '../store/store';
import { freshness, unshared_text } from '../text/freshness';
import { Newest } from '../view/newest';
import { question_of } from '../view/question';
import type { Subject } from '../view/question';
import { read_view } from '../view/view';
import type { View } from '../view/view';
import { board_area, column_widths } from './geometry';
import { Loading } from './loading';
import { Stage } from './stage';
import { Wall } from './wall';

const board_name = decodeURIComponent(location.pathname.split('/')[2] || 'wall');
const root = document.getElementById('stage') as HTMLElement;
const opened_at = Date.now();
const seen_every_ms = 60000;

const store = new Store();
const stage = new Stage();
const newest = new Newest();
const probe = new Probe();
const painter = new Painter(paint);
const reload = new SoftReload(opened_at, () => location.reload());
const link = new Link(
  { open, now: Date.now, after, random: Math.random },
  { hello, frame, state: link_changed, failed: check_http },
);

const actions = { explain, close_sheet: () => explain(null) };

let link_state: LinkState = { is: 'connecting' };
let logged_out = false;
let news = false;
let subject: Subject | null = null;
let seen_at = 0;
let painted: { board: Board; view: View } | null = null;

function open(transport: Transport, fresh: boolean): Socket {
  if (transport === 'socket') return open_web_socket();
  if (transport === 'stream')
    return open_event_stream(board_name, fresh ? null : store.board(board_name));
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
  const action = store.receive(text, now);
  switch (action.do) {
    case 'welcome':
      link.set_beat(action.beat_ms);
      reload.on_welcome(action.build, now);
      if (action.denied.indexOf(board_name) >= 0) link.stop('no_board');
      break;
    case 'resync':
      link.resync(action.board);
      break;
    case 'reconnect_later':
      link.set_reconnect(action.in_ms);
      break;
    case 'paint':
      news = news || action.news;
      painter.request();
      break;
  }
}

function link_changed(state: LinkState): void {
  link_state = state;
  if (state.is === 'live') {
    logged_out = false;
    probe.reset();
  }
  painter.request();
}

// A failed connection gives no reason; plain HTTP does.
function check_http(): void {
  if (!probe.due(Date.now())) return;
  fetch_board(board_name, store.board(board_name), ({ is }) => {
    const works = is === 'newer' || is === 'same';
    logged_out = is === 'logged_out';
    if (works) probe.reset();
    if (is === 'no_board') link.stop('no_board');
    else link.http_checked(works);
    painter.request();
  });
}

function paint(): void {
  const local_now = Date.now();
  const now = store.clock.now(local_now);
  const board = store.board(board_name);
  if (board && (!painted || painted.board !== board)) painted = { board, view: read_view(board) };
  const view = painted && painted.view;
  const offset_s = view ? view.office.utc_offset_s : -60 * new Date().getTimezoneOffset();
  const last_frame_at = store.last_frame_at === null ? null : store.clock.now(store.last_frame_at);
  const since = store.clock.now(opened_at);
  const age = { state: link_state, transport: link.transport, last_frame_at, since, logged_out };
  const fresh = {
    ...freshness(age, store.sources, newest.at(view, store.sources, now), now, offset_s),
    unshared: unshared_text(store.unshared_since, now, offset_s),
  };
  const title = view ? title_of(view) : board_name + ' – Dealbell';
  if (document.title !== title) document.title = title;
  if (!view) {
    const unknown = link_state.is === 'stopped' && link_state.why === 'no_board';
    render(<Loading board={board_name} unknown={unknown} fresh={fresh} />, root);
    return;
  }
  const before = stage.current;
  const on_stage = stage.update(view.moments, now);
  if (on_stage && on_stage !== before)
    setTimeout(() => painter.request(), on_stage.ends_at - now + 20);
  if (subject && !question_of(view, subject)) subject = null; // no longer on the board
  const sizes = { columns: column_widths(), area: board_area() };
  const state = { view, now, fresh, on_stage, news, subject, ...sizes };
  render(<Wall state={state} actions={actions} />, root);
  news = false;
  report_seen(view.rev, now);
  const idle = !on_stage && !subject && link_state.is === 'live';
  reload.check(local_now, now + offset_s * 1000, idle);
}

// Of the browser's tab: several boards are often open side by side.
function title_of({ own, office }: View): string {
  return ((own && office.title) || office.period_label || board_name) + ' – ' + office.name;
}

// Here and not in the sheet, so that Esc also works before the sheet is painted.
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && subject) explain(null);
});

function explain(figure: Subject | null): void {
  subject = figure;
  painter.request();
}

function report_seen(rev: number, now: number): void {
  if (now - seen_at < seen_every_ms) return;
  seen_at = now;
  const heap = heap_bytes();
  link.send({ type: 'seen', rev, painted_at: now, ...(heap === null ? {} : { heap }) });
}

link.start();
hide_idle_cursor();
mark_keyboard_use();
shift_pixels(root);
setInterval(() => painter.request(), 1000); // updates the clock and the ages
window.addEventListener('resize', () => painter.request());
window.addEventListener('online', () => link.nudge(true));
document.addEventListener('visibilitychange', () => document.hidden || link.nudge());
if (document.fonts) {
  document.fonts.ready.then(() => {
    clear_widths();
    painter.request();
  });
}
painter.request();
