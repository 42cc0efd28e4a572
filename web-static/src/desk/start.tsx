// The start page: the question of a new office first, then its boards.

import { render } from 'preact';

import { text_in } from '../store/json';
import { get_boards } from './boards';
import type { Listed } from './boards';
import { Brand } from './brand';
import { Cards } from './cards';
import { get_document } from './office_document';
import type { OfficeDocument } from './office_document';
import { Setup } from './setup';

export function show_start(root: HTMLElement): void {
  get_boards((boards) => {
    if (boards === 'signed_out') location.replace('/login?next=/');
    else if (boards === null) render(<Unanswered />, root);
    else get_document((document) => show(root, boards, document, false));
  });
}

function show(
  root: HTMLElement,
  boards: Listed[],
  document: OfficeDocument | null,
  later: boolean,
): void {
  const unset = document !== null && text_in(document.json, 'currency') === null;
  const page =
    unset && !later ? (
      <Setup
        document={document}
        board_zone={zone_of(boards)}
        done={() => show_start(root)}
        later={() => show(root, boards, document, true)}
      />
    ) : (
      <Cards
        boards={boards}
        asks_currency={unset}
        setup={() => show(root, boards, document, false)}
      />
    );
  render(page, root);
}

function zone_of(boards: Listed[]): string {
  const first = boards[0];
  return (first && first.view && first.view.office.zone) || '';
}

function Unanswered() {
  return (
    <main class="desk narrow">
      <Brand />
      <h1>No answer</h1>
      <p>The server does not answer just now.</p>
      <button onClick={() => location.reload()}>Try again</button>
    </main>
  );
}
