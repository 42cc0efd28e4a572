// The start page: the question of a new office first, then its boards.

import { render } from 'preact';

import { get_json } from '../page/http';
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
    else
      get_document((document) =>
        // Only an admin may see what was sent; before the first there is nothing to send here.
        get_json('/api/v1/deliveries?before=1', (deliveries) =>
          show(root, { boards, document, may_manage: deliveries.status === 200 }, false),
        ),
      );
  });
}

interface Shown {
  boards: Listed[];
  document: OfficeDocument | null;
  may_manage: boolean;
}

function show(root: HTMLElement, shown: Shown, later: boolean): void {
  const { boards, document, may_manage } = shown;
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
        asks_currency={unset}
        may_manage={may_manage}
        setup={() => show(root, shown, false)}
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
