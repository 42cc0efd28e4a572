import { Component } from 'preact';
import { useState } from 'preact/hooks';

import { shortened, isolated } from './isolate';
import type { Mapped } from './mapped';
import { alias_of, row_of } from './needs_mapping';
import type { Unknown } from './needs_mapping';
import { new_person, person_alias } from './org_edit';
import type { Named } from './org_edit';
import { UnknownKey } from './unknown_group';

const new_person_id = '\n'; // no id contains one

// Maps an unknown key to a person. The proposal is a guess by name, so it needs a confirmation.
export function PersonRow(props: Mapped & { unknown: Unknown }) {
  const { unknown, office, mapping } = props;
  const [chosen, choose] = useState('');
  const [name, set_name] = useState('');
  const proposed = office.people.filter((one) => one.id === unknown.proposed)[0];
  const person = office.people.filter((one) => one.id === chosen)[0];
  const map = (to: Named) =>
    mapping.apply(
      row_of(unknown),
      person_alias(to.id, alias_of(unknown)),
      'Mapped ' + isolated(unknown.key) + ' to ' + isolated(to.name) + '.',
    );
  const submit = (event: Event) => {
    event.preventDefault();
    if (person) map(person);
    else if (chosen === new_person_id && name.trim())
      mapping.apply(
        row_of(unknown),
        new_person(name.trim(), alias_of(unknown)),
        'Added ' + isolated(name.trim()) + ' and mapped ' + isolated(unknown.key) + ' to them.',
      );
  };
  return (
    <>
      <UnknownKey {...props} />
      <form class="answer" onSubmit={submit}>
        {proposed && (
          <button
            type="button"
            class="propose"
            onClick={() => map(proposed)}
            disabled={mapping.busy}
          >
            <bdi>{proposed.name}</bdi>?
          </button>
        )}
        <select
          aria-label={'Person for ' + shortened(unknown.key)}
          value={chosen}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <option value="">{proposed ? 'Another person …' : 'Person …'}</option>
          <option value={new_person_id}>New person …</option>
          <People all={office.people} />
        </select>
        {chosen === new_person_id && (
          <input
            aria-label="Name of the new person"
            placeholder="Name"
            value={name}
            maxLength={200}
            required
            onInput={(event) => set_name(event.currentTarget.value)}
          />
        )}
        <button type="submit" disabled={mapping.busy || chosen === ''}>
          Map
        </button>
      </form>
    </>
  );
}

// Rendered once per office: every row lists all people, and there may be thousands.
class People extends Component<{ all: Named[] }> {
  override shouldComponentUpdate(next: { all: Named[] }): boolean {
    return next.all !== this.props.all;
  }
  override render() {
    return this.props.all.map((one) => (
      <option key={one.id} value={one.id}>
        {one.name}
      </option>
    ));
  }
}
