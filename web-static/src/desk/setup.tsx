import { useEffect, useRef, useState } from 'preact/hooks';

import type { OrgDocument } from '../browser/org_document';
import type { Refusal } from '../browser/refusal';
import { text_in } from '../store/json';
import { Brand } from '../widgets/brand';
import { browser_zone, currencies, currency_code, known_zones } from './choices';
import { put_answers } from './setup_answers';

const other = 'other';

// The setup form of a new office: its currency, time zone and name. `done` is called when they are
// stored, `later` when the user skips it.
export function Setup(props: {
  document: OrgDocument;
  board_zone: string; // the server's, for browsers that do not know theirs
  done: () => void;
  later: () => void;
}) {
  const [chosen, choose] = useState('');
  const [busy, set_busy] = useState(false);
  const [refused, set_refused] = useState<Refusal | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const alert = useRef<HTMLParagraphElement>(null);
  const known = props.document.json;

  useEffect(() => {
    if (refused && alert.current) alert.current.focus();
  }, [refused]);

  const submit = (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const typed = (name: string) => {
      const field = (form.current as HTMLFormElement).elements.namedItem(name);
      return field ? (field as HTMLInputElement).value.trim() : '';
    };
    const currency = currency_code(chosen === other ? typed('code') : chosen);
    const zone = typed('zone');
    if (!currency) return set_refused({ text: 'A currency code has three letters, such as EUR.' });
    if (!zone) return set_refused({ text: 'A time zone has a name such as Europe/Berlin.' });
    set_busy(true);
    set_refused(null);
    put_answers(props.document, { name: typed('name'), currency, zone }, (why) => {
      set_busy(false);
      if (why) set_refused(why);
      else props.done();
    });
  };

  return (
    <main class="desk narrow">
      <Brand />
      <h1>Which currency does the office use?</h1>
      <p>
        All sums on the wall are in this currency. Deals in other currencies need exchange rates;
        without a rate they are shown as not priced.
      </p>
      <form ref={form} class="setup" onSubmit={submit}>
        <label for="currency">Currency</label>
        <select
          id="currency"
          name="currency"
          required
          autofocus
          value={chosen}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <option value="">Choose …</option>
          {currencies.map(([code, name]) => (
            <option key={code} value={code}>
              {code + ', ' + name}
            </option>
          ))}
          <option value={other}>Other …</option>
        </select>
        {chosen === other && <OtherCurrency />}
        <label for="zone">Time zone: where days and months begin</label>
        <input
          id="zone"
          name="zone"
          list="zones"
          autocomplete="off"
          required
          defaultValue={text_in(known, 'zone') || browser_zone() || props.board_zone}
        />
        <datalist id="zones">
          {known_zones().map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <label for="name">Name of the office, shown on the wall (optional)</label>
        <input
          id="name"
          name="name"
          maxLength={100}
          autocomplete="organization"
          defaultValue={text_in(known, 'name') || ''}
        />
        {refused && (
          <p class="refused" role="alert" tabIndex={-1} ref={alert}>
            {refused.text} {refused.next && <a href={refused.next.href}>{refused.next.label}</a>}
          </p>
        )}
        <div class="actions">
          <button type="submit" disabled={busy}>
            {busy ? 'Saving …' : 'Save'}
          </button>
          <button type="button" class="quiet" onClick={props.later}>
            Not now
          </button>
        </div>
      </form>
    </main>
  );
}

function OtherCurrency() {
  return (
    <>
      <label for="code">Currency code (three letters, ISO 4217)</label>
      <input
        id="code"
        name="code"
        class="code"
        required
        autofocus
        maxLength={3}
        pattern="[A-Za-z]{3}"
        autocomplete="off"
      />
    </>
  );
}
