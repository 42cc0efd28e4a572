// Importing CSV: what is understood, what is asked, and what becomes of rows that cannot be taken.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { values } from './support/events.mjs';
import { run, scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';

const HEADER = 'id,owner,amount,currency,stage,closed\n';
const csv = (t, text) => {
  const file = join(scratch(t), 'deals.csv');
  writeFileSync(file, text);
  return file;
};

test('a row that cannot be taken is named by line and reason, and kept to be corrected', async (t) => {
  const file = csv(
    t,
    HEADER +
      'a,ana,100.00,EUR,Won,2026-03-02\n' +
      'b,ben,lots,EUR,Won,2026-03-02\n' +
      ',cho,100.00,EUR,Won,2026-03-02\n' +
      'd,dai,100.00,EUR,Won,2026-03-02\n',
  );
  const data = scratch(t);
  const rejects = join(data, 'again.csv');

  const first = await run('import', file, '--data', data, '--rejects', rejects);
  const kept = readFileSync(rejects, 'utf8').trimEnd().split('\n');

  assert.equal(first.code, 1);
  assert.match(first.out, /^2 taken, 0 already there, 2 not taken$/m);
  assert.match(first.err, /line 3\b.*lots/);
  assert.match(first.err, /line 4\b/);
  assert.equal(kept.length, 3);
  assert.match(kept[0], /^id,owner,amount,currency,stage,closed,dealbell_reason$/);
  assert.match(kept[1], /^b,ben,lots,EUR,Won,2026-03-02,.*line 3/);

  // Corrected, it is the same file: its extra column is nobody's field.
  writeFileSync(
    rejects,
    readFileSync(rejects, 'utf8').replace('lots', '50.00').replace('\n,cho', '\nc,cho'),
  );
  const second = await run('import', rejects, '--data', data);
  assert.equal(second.code, 0, second.err + second.out);
  assert.match(second.out, /^2 taken/m);
});

test('without --rejects they lie beside the file', async (t) => {
  const file = csv(t, HEADER + 'a,ana,100.00,EUR,Won,2026-03-02\nb,ben,lots,EUR,Won,2026-03-02\n');

  const said = await run('import', file, '--data', scratch(t));

  assert.equal(said.code, 1);
  assert.ok(existsSync(file + '.rejected.csv'));
});

test('without a currency nothing is guessed: it asks, and takes nothing', async (t) => {
  const file = csv(t, 'id,owner,amount,stage,closed\na,ana,100.00,Won,2026-03-02\n');
  const data = scratch(t);

  const said = await run('import', file, '--data', data);

  assert.notEqual(said.code, 0);
  assert.match(said.err, /currency/);
  assert.match((await run('verify', '--data', data)).out, / 0 events, 0 deals$/m);
});

test('--map says what the header does not', async (t) => {
  const file = csv(
    t,
    'Nr;Wer;Wert;Stand;Tag\n1;Zoë;1.250,50;Gewonnen!;02.03.2026\n2;Zoë;10,00;Zu spät;03.03.2026\n',
  );
  const dir = scratch(t);
  const map = join(dir, 'map.json');
  const of = (column, more) => ({ column, ...more });
  writeFileSync(
    map,
    JSON.stringify({
      id: of('Nr'),
      owner: of('Wer', { aliases: { Zoë: 'zoe' } }),
      amount: of('Wert'),
      decimal: ',',
      currency: { value: 'EUR' },
      status: of('Stand', { words: { 'Gewonnen!': 'won', 'Zu spät': 'lost' } }),
      closed: of('Tag', { format: 'DD.MM.YYYY' }),
    }),
  );
  const data = join(dir, 'data');

  const said = await run('import', file, '--map', map, '--data', data);
  const server = await Server.start(t, data);
  const won = await server.kpis('won_amount', { by: 'person' });
  const days = await server.kpis('won_count', { by: 'day' });

  assert.equal(said.code, 0, said.err + said.out);
  assert.deepEqual(values(won), { zoe: '1250.50' });
  assert.deepEqual(values(days), { '2026-03-02': 1 });
  assert.equal((await server.kpis('lost_count')).total.value, 1);
});

test('a map with a mistake is refused by its pointer', async (t) => {
  const file = csv(t, HEADER + 'a,ana,100.00,EUR,Won,2026-03-02\n');
  const map = join(scratch(t), 'map.json');
  writeFileSync(map, '{"owner":{"colum":"owner"}}');

  const said = await run('import', file, '--map', map, '--data', scratch(t));

  assert.notEqual(said.code, 0);
  assert.match(said.err, /colum/);
});

test('--dry-run shows the map and what would happen, and takes nothing', async (t) => {
  const file = csv(t, HEADER + 'a,ana,100.00,EUR,Won,2026-03-02\n');
  const data = scratch(t);

  const said = await run('import', file, '--dry-run', '--data', data);

  assert.equal(said.code, 0);
  assert.match(said.out, /1 rows can be taken, 0 cannot/);
  assert.doesNotThrow(() => JSON.parse(/^\{$[^]*^\}$/m.exec(said.out)[0]), 'a MAP.json to edit');
  assert.match((await run('verify', '--data', data)).out, / 0 events/);
});

test('an imported win is counted and never celebrated', async (t) => {
  const today = new Date().toISOString().slice(0, 10);
  const file = csv(t, HEADER + `a,ana,100.00,EUR,Won,${today}\n`);
  const data = scratch(t);
  const server = await Server.start(t, data);

  await run('import', file, '--data', data);
  const wall = (await server.get('/api/v1/boards/wall')).json;

  assert.equal((await server.kpis('won_count')).total.value, 1);
  assert.deepEqual(wall.tiles.moments?.rows ?? {}, {});
});
