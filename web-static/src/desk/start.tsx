// The start page: the setup form of a new office first, then its boards.

import { render } from 'preact';

import { get_json } from '../browser/http';
import { get_org_document } from '../browser/org_document';
import type { OrgDocument } from '../browser/org_document';
import { text_in } from '../store/json';
import { Brand } from '../widgets/brand';
import { fetch_boards } from './boards';
import type { Listed } from './boards';
import { Cards } from './cards';
import { Setup } from './setup';

const every_ms = 10000;

export function show_start(root: HTMLElement): void {
  fetch_boards((boards) => {
    if (boards === 'logged_out') location.replace('/login?next=/');
    else if (boards === null) render(<NoResponse />, root);
    else
      get_org_document((document) =>
        // Only admins may list deliveries, so this shows whether it is an admin's login. There are
        // none before the first, so the response is short.
        get_json('/api/v1/deliveries?before=1', (deliveries) => {
          const at = Date.now();
          const may_manage = deliveries.status === 200;
          show(root, { boards, document, may_manage, at, answers: true }, false);
        }),
      );
  });
}

interface Shown {
  boards: Listed[];
  document: OrgDocument | null;
  may_manage: boolean;
  at: number; // ms, by the local clock: when the boards were read
  answers: boolean; // the server, when asked last
}

let timer = 0;

// Reads the boards again while the page is visible. What was read before stays, with its time.
function refresh_later(root: HTMLElement, shown: Shown, later: boolean): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    if (window.document.hidden) return refresh_later(root, shown, later);
    const mine = timer;
    fetch_boards((boards) => {
      if (mine !== timer) return; // the setup form was opened in the meantime
      if (boards === 'logged_out') location.replace('/login?next=/');
      else if (boards === null) show(root, { ...shown, answers: false }, later);
      else show(root, { ...shown, boards, at: Date.now(), answers: true }, later);
    });
  }, every_ms);
}

function show(root: HTMLElement, shown: Shown, later: boolean): void {
  const { boards, document, may_manage } = shown;
  clearTimeout(timer);
  timer = 0;
  const unset = document !== null && text_in(document.json, 'currency') === null;
  const page =
    unset && !later ? (
      <Setup
        document={document}
        board_zone={zone_of(boards)}
        done={() => show_start(root)}
        later={() => show(root, shown, true)}
      />
    ) : (
      <Cards
        boards={boards}
        needs_currency={unset}
        may_manage={may_manage}
        at={shown.at}
        answers={shown.answers}
        setup={() => show(root, shown, false)}
      />
    );
  window.document.title = unset && !later ? 'Dealbell: set up' : 'Dealbell: boards';
  render(page, root);
  if (!unset || later) refresh_later(root, shown, later);
}

function zone_of(boards: Listed[]): string {
  const first = boards[0];
  return (first && first.view && first.view.office.zone) || '';
}

function NoResponse() {
  return (
    <main class="desk narrow">
      <Brand />
      <h1>No response</h1>
      <p>The server is not responding.</p>
      <button onClick={() => location.reload()}>Try again</button>
    </main>
  );
}
