import { Component } from 'preact';
import { useState } from 'preact/hooks';

import { alias_of, row_of } from './needs';
import type { Unknown } from './needs';
import type { Mapped } from './needs_section';
import { new_person, person_alias } from './org_edit';
import type { Named } from './org_edit';
import { short, told } from './told';
import { UnknownKey } from './unknown_group';

const somebody_new = '\n'; // no id has one

// Who is it? The proposal is a guess by name, so nothing happens before somebody says yes.
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
      told(unknown.key) + ' is ' + told(to.name) + ' now.',
    );
  const submit = (event: Event) => {
    event.preventDefault();
    if (person) map(person);
    else if (chosen === somebody_new && name.trim())
      mapping.apply(
        row_of(unknown),
        new_person(name.trim(), alias_of(unknown)),
        told(unknown.key) + ' is ' + told(name.trim()) + ', new in the office.',
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
          aria-label={'Who is ' + short(unknown.key)}
          value={chosen}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <option value="">{proposed ? 'Somebody else …' : 'Who is it? …'}</option>
          <option value={somebody_new}>A new person …</option>
          <People all={office.people} />
        </select>
        {chosen === somebody_new && (
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

// Painted once: an office may have thousands, and every row offers them all.
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
