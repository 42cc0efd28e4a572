// The list of boards. A plain page: it loads once and lists links.

import { render } from 'preact';

import { get_json } from '../page/http';
import { is_object, text_in } from '../store/json';

interface Entry {
  board: string;
  name: string;
}

const root = document.getElementById('stage') as HTMLElement;

get_json('/api/v1/boards', (answer) => {
  if (answer.status === 401) location.replace('/login?next=/');
  else render(<Boards entries={read_boards(answer.json)} answered={answer.status === 200} />, root);
});

function read_boards(json: unknown): Entry[] {
  const list = is_object(json) ? json['boards'] : json;
  if (!Array.isArray(list)) return [];
  return list.slice(0, 100).map((item: unknown) => {
    const board = is_object(item) ? text_in(item, 'board') || '' : String(item);
    return { board, name: (is_object(item) && text_in(item, 'name')) || board };
  });
}

function Boards(props: { entries: Entry[]; answered: boolean }) {
  return (
    <main class="plain">
      <h1>Dealbell</h1>
      {!props.answered && <p>The server does not answer just now. Reload to try again.</p>}
      {props.answered && props.entries.length === 0 && <p>No boards yet.</p>}
      <ul>
        {props.entries.map((entry) => (
          <li key={entry.board}>
            <a href={'/wall/' + encodeURIComponent(entry.board)}>
              <b dir="auto">{entry.name}</b>
              <span>/wall/{entry.board}</span>
            </a>
          </li>
        ))}
      </ul>
    </main>
  );
}
