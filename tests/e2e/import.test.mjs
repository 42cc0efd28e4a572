// Importing CSV: what is understood, what is asked, and what becomes of rows that cannot be taken.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { values } from './support/events.mjs';
import { run, scratch, start } from './support/program.mjs';
import { Server } from './support/server.mjs';
import { within } from './support/until.mjs';

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
  await run('token', 'create', '--name', 'x', '--data', data);

  const said = await run('import', file, '--dry-run', '--data', data);

  assert.equal(said.code, 0);
  assert.match(said.out, /1 rows can be taken, 0 cannot/);
  assert.doesNotThrow(() => JSON.parse(/^\{$[^]*^\}$/m.exec(said.out)[0]), 'a MAP.json to edit');
  assert.match((await run('verify', '--data', data)).out, / 0 events/);
});

test('one ragged row does not change how the others are read', async (t) => {
  const file = csv(
    t,
    'Deal-ID;Titel;Betrag;Währung;Status;Besitzer;Abschlussdatum\n' +
      '1;X;1,50;EUR;gewonnen;J;31.12.2025\n' +
      '2;Y;2,50;EUR;gewonnen;J;31.12.2025;zu viel\n' +
      '3;Z;3,50;EUR;gewonnen;J;31.12.2025\n',
  );

  const said = await run('import', file, '--data', scratch(t));

  assert.equal(said.code, 1);
  assert.match(said.out, /^2 taken, 0 already there, 1 not taken$/m);
  assert.match(said.err, /line 3: expected 7 fields, found 8/);
});

for (const flags of [[], ['--dry-run']]) {
  test(`a question comes with the map it is about: import ${flags}`, async (t) => {
    const file = csv(t, 'id,owner,amount,stage,closed\na,ana,100.00,Won,2026-03-02\n');
    const data = scratch(t);
    await run('token', 'create', '--name', 'x', '--data', data);

    const said = await run('import', file, ...flags, '--data', data);

    assert.equal(said.code, 2);
    assert.match(said.out, /^ {2}owner +owner +by its header$/m);
    assert.equal(JSON.parse(/^\{$[^]*^\}$/m.exec(said.out)[0]).owner.column, 'owner');
    assert.match(said.err, /Which currency/);
  });
}

test('a file without any date is taken only as of a day that somebody names', async (t) => {
  const file = csv(t, 'id,owner,amount,currency,stage\na,ana,100.00,EUR,Open\n');
  const data = scratch(t);

  const asked = await run('import', file, '--data', data);
  const first = await run('import', file, '--as-of', '2026-03-02', '--data', data);
  const second = await run('import', file, '--as-of', '2026-03-02', '--data', data);

  assert.equal(asked.code, 2);
  assert.match(asked.err, /--as-of YYYY-MM-DD/);
  assert.match(first.out, /^1 taken/m);
  assert.match(second.out, /^0 taken, 1 already there/m);
});

test('a place for refused rows that cannot be written stops the import before it begins', async (t) => {
  const file = csv(t, HEADER + 'a,ana,100.00,EUR,Won,2026-03-02\nb,ben,lots,EUR,Won,2026-03-02\n');
  const data = scratch(t);

  const said = await run('import', file, '--data', data, '--rejects', join(data, 'no/such/dir.csv'));

  assert.equal(said.code, 1);
  assert.match(said.err, /dir\.csv: cannot be written: No such file/);
  assert.match((await run('verify', '--data', data)).out, / 0 events/);
});

test('the file itself is no place for its refused rows', async (t) => {
  const file = csv(t, HEADER + 'a,ana,lots,EUR,Won,2026-03-02\n');
  const before = readFileSync(file, 'utf8');

  const said = await run('import', file, '--data', scratch(t), '--rejects', file);

  assert.equal(said.code, 2);
  assert.equal(readFileSync(file, 'utf8'), before);
});

test('nothing is left beside a file all of whose rows are taken', async (t) => {
  const file = csv(t, HEADER + 'a,ana,100.00,EUR,Won,2026-03-02\n');

  await run('import', file, '--data', scratch(t));

  assert.equal(existsSync(file + '.rejected.csv'), false);
});

test('a currency that is none is refused at once', async (t) => {
  const said = await run('import', 'no-such-file.csv', '--currency', 'EURO', '--data', scratch(t));

  assert.equal(said.code, 2);
  assert.match(said.err + said.out, /three letters such as EUR, not EURO/);
});

test('a file that is no text is refused in words', async (t) => {
  const file = csv(t, Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 7, 8, 10, 0, 1]));

  const said = await run('import', file, '--data', scratch(t));

  assert.equal(said.code, 1);
  assert.match(said.err, /^dealbell: \S+deals\.csv: this is not a text file/);
});

test('a map that is no JSON is refused by file, line and column', async (t) => {
  const file = csv(t, HEADER + 'a,ana,100.00,EUR,Won,2026-03-02\n');
  const map = join(scratch(t), 'map.json');
  writeFileSync(map, '{\n  "owner": oops\n}');

  const said = await run('import', file, '--map', map, '--data', scratch(t));

  assert.equal(said.code, 1);
  assert.match(said.err, /map\.json: line 2, column \d+: /);
  assert.doesNotMatch(said.err, /exception/);
});

test('import - reads standard input', async (t) => {
  const data = scratch(t);

  const child = start(['import', '-', '--data', data], { stdio: ['pipe', 'pipe', 'pipe'], cwd: data });
  child.stdin.end(HEADER + 'a,ana,100.00,EUR,Won,2026-03-02\n');
  const { code } = await within('the import ends', child.over);

  assert.equal(code, 0, child.err);
  assert.match(child.out, /^1 taken/m);
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
