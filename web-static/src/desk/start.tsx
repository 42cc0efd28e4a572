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

export function show_start(root: HTMLElement): void {
  fetch_boards((boards) => {
    if (boards === 'logged_out') location.replace('/login?next=/');
    else if (boards === null) render(<NoResponse />, root);
    else
      get_org_document((document) =>
        // Only admins may list deliveries, so this shows whether it is an admin's login. There are
        // none before the first, so the response is short.
        get_json('/api/v1/deliveries?before=1', (deliveries) =>
          show(root, { boards, document, may_manage: deliveries.status === 200 }, false),
        ),
      );
  });
}

interface Shown {
  boards: Listed[];
  document: OrgDocument | null;
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
        needs_currency={unset}
        may_manage={may_manage}
        setup={() => show(root, shown, false)}
      />
    );
  window.document.title = unset && !later ? 'Dealbell: set up' : 'Dealbell: boards';
  render(page, root);
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
