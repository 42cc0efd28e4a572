// Importing CSV: how columns are recognised, which questions are asked, and what happens to rows that
// cannot be taken.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { deal, values } from './support/events.mjs';
import { run, scratch, start } from './support/program.mjs';
import { Server } from './support/server.mjs';
import { until, within } from './support/until.mjs';

const HEADER = 'id,owner,amount,currency,stage,closed\n';
const csv = (t, text) => {
  const file = join(scratch(t), 'deals.csv');
  writeFileSync(file, text);
  return file;
};

test('a row that cannot be taken is reported with line and reason, and kept to be corrected', async (t) => {
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
  assert.match(first.out, /^2 imported, 0 already there, 2 rejected$/m);
  assert.match(first.err, /line 3\b.*lots/);
  assert.match(first.err, /line 4\b/);
  assert.equal(kept.length, 3);
  assert.match(kept[0], /^id,owner,amount,currency,stage,closed,dealbell_reason$/);
  assert.match(kept[1], /^b,ben,lots,EUR,Won,2026-03-02,.*line 3/);

  // The corrected file can be imported: its extra column is ignored.
  writeFileSync(
    rejects,
    readFileSync(rejects, 'utf8').replace('lots', '50.00').replace('\n,cho', '\nc,cho'),
  );
  const second = await run('import', rejects, '--data', data);
  assert.equal(second.code, 0, second.err + second.out);
  assert.match(second.out, /^2 imported/m);
});

test('an odd quote concerns its line, which is named and kept', async (t) => {
  const file = csv(
    t,
    HEADER +
      'a,"ana,100.00,EUR,Won,2026-03-02\n' +
      'b,ben "b",100.00,EUR,Won,2026-03-02\n' +
      'c,cho,100.00,EUR,Won,2026-03-02\n',
  );
  const rejects = join(scratch(t), 'again.csv');

  const said = await run('import', file, '--data', scratch(t), '--rejects', rejects);

  assert.equal(said.code, 1);
  assert.match(said.out, /^2 imported, 0 already there, 1 rejected$/m);
  assert.match(said.err, /line 2: a quote is not closed/);
  assert.match(readFileSync(rejects, 'utf8'), /^"a,""ana,100\.00,EUR,Won,2026-03-02"/m);
});

test('day numbers that may count from 1904 are asked about', async (t) => {
  const file = csv(t, HEADER + 'a,ana,100.00,EUR,Won,44867\nb,ben,100.00,EUR,Won,44880\n');
  const data = scratch(t);
  const map = (format) => {
    const path = join(data, 'map.json');
    writeFileSync(path, JSON.stringify({ closed: { format } }));
    return path;
  };

  const asked = await run('import', file, '--data', data);
  const usual = await run('import', file, '--data', data, '--dry-run', '--map', map('serial'));
  const mac = await run('import', file, '--data', data, '--dry-run', '--map', map('serial 1904'));

  assert.equal(asked.code, 2);
  assert.match(asked.err, /counted from 1900\?.*"closed".*serial 1904/);
  assert.match(usual.out, /as of 2022-11-15[\s\S]*^2 rows can be imported/m);
  assert.match(mac.out, /as of 2026-11-16[\s\S]*^2 rows can be imported/m);
});

test('without --rejects the rejected rows are written beside the file', async (t) => {
  const file = csv(t, HEADER + 'a,ana,100.00,EUR,Won,2026-03-02\nb,ben,lots,EUR,Won,2026-03-02\n');

  const said = await run('import', file, '--data', scratch(t));

  assert.equal(said.code, 1);
  assert.ok(existsSync(file + '.rejected.csv'));
});

test('a file without a currency is not imported: the command asks for one', async (t) => {
  const file = csv(t, 'id,owner,amount,stage,closed\na,ana,100.00,Won,2026-03-02\n');
  const data = scratch(t);

  const said = await run('import', file, '--data', data);

  assert.equal(said.code, 2);
  assert.match(said.err, /Which currency/);
  assert.match((await run('verify', '--data', data)).out, / 0 events, 0 deals$/m);
});

test('--map describes columns that the header does not explain', async (t) => {
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

test('a mistake in a map is reported with its JSON pointer', async (t) => {
  const file = csv(t, HEADER + 'a,ana,100.00,EUR,Won,2026-03-02\n');
  const map = join(scratch(t), 'map.json');
  writeFileSync(map, '{"owner":{"colum":"owner"}}');

  const said = await run('import', file, '--map', map, '--data', scratch(t));

  assert.equal(said.code, 1);
  assert.match(said.err, /map\.json: \/owner\/colum: /);
});

test('--dry-run prints the map and what would be taken, and takes nothing', async (t) => {
  const file = csv(t, HEADER + 'a,ana,100.00,EUR,Won,2026-03-02\n');
  const data = scratch(t);
  await run('token', 'create', '--name', 'x', '--data', data);

  const said = await run('import', file, '--dry-run', '--data', data);

  assert.equal(said.code, 0);
  assert.match(said.out, /1 rows can be imported, 0 cannot/);
  assert.doesNotThrow(() => JSON.parse(/^\{$[\s\S]*^\}$/m.exec(said.out)[0]), 'a MAP.json to edit');
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
  assert.match(said.out, /^2 imported, 0 already there, 1 rejected$/m);
  assert.match(said.err, /line 3: expected 7 fields, found 8/);
});

for (const flags of [[], ['--dry-run']]) {
  test(`a question is printed with the map that it is about: import ${flags}`, async (t) => {
    const file = csv(t, 'id,owner,amount,stage,closed\na,ana,100.00,Won,2026-03-02\n');
    const data = scratch(t);
    await run('token', 'create', '--name', 'x', '--data', data);

    const said = await run('import', file, ...flags, '--data', data);

    assert.equal(said.code, 2);
    assert.match(said.out, /^ {2}owner +owner +by its header$/m);
    assert.equal(JSON.parse(/^\{$[\s\S]*^\}$/m.exec(said.out)[0]).owner.column, 'owner');
    assert.match(said.err, /Which currency/);
  });
}

test('a file without any past date needs its export date, given with --as-of', async (t) => {
  const file = csv(t, 'id,owner,amount,currency,stage\na,ana,100.00,EUR,Open\n');
  const data = scratch(t);

  const asked = await run('import', file, '--data', data);
  const first = await run('import', file, '--as-of', '2026-03-02', '--data', data);
  const second = await run('import', file, '--as-of', '2026-03-02', '--data', data);

  assert.equal(asked.code, 2);
  assert.match(asked.err, /--as-of YYYY-MM-DD/);
  assert.match(first.out, /^1 imported/m);
  assert.match(second.out, /^0 imported, 1 already there/m);
});

test('if the file for rejected rows cannot be written, nothing is imported', async (t) => {
  const file = csv(t, HEADER + 'a,ana,100.00,EUR,Won,2026-03-02\nb,ben,lots,EUR,Won,2026-03-02\n');
  const data = scratch(t);

  const said = await run(
    'import',
    file,
    '--data',
    data,
    '--rejects',
    join(data, 'no/such/dir.csv'),
  );

  assert.equal(said.code, 1);
  assert.match(said.err, /dir\.csv: cannot be written: No such file/);
  assert.match((await run('verify', '--data', data)).out, / 0 events/);
});

test('--rejects must not name the imported file', async (t) => {
  const file = csv(t, HEADER + 'a,ana,lots,EUR,Won,2026-03-02\n');
  const before = readFileSync(file, 'utf8');

  const said = await run('import', file, '--data', scratch(t), '--rejects', file);

  assert.equal(said.code, 2);
  assert.equal(readFileSync(file, 'utf8'), before);
});

test('no file of rejected rows is left if all rows are taken', async (t) => {
  const file = csv(t, HEADER + 'a,ana,100.00,EUR,Won,2026-03-02\n');

  await run('import', file, '--data', scratch(t));

  assert.equal(existsSync(file + '.rejected.csv'), false);
});

test('a word that is not a currency code is refused before the file is read', async (t) => {
  const said = await run('import', 'no-such-file.csv', '--currency', 'EURO', '--data', scratch(t));

  assert.equal(said.code, 2);
  assert.match(said.err + said.out, /three letters such as EUR, not EURO/);
});

test('a binary file is refused with an explanation', async (t) => {
  const file = csv(t, Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 7, 8, 10, 0, 1]));

  const said = await run('import', file, '--data', scratch(t));

  assert.equal(said.code, 1);
  assert.match(said.err, /^dealbell: \S+deals\.csv: this is not a text file/);
});

test('a map that is not JSON is refused with file, line and column', async (t) => {
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

  const child = start(['import', '-', '--data', data], {
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: data,
  });
  child.stdin.end(HEADER + 'a,ana,100.00,EUR,Won,2026-03-02\n');
  const { code } = await within('the import ends', child.over);

  assert.equal(code, 0, child.err);
  assert.match(child.out, /^1 imported/m);
});

test('an imported win is counted and never celebrated', async (t) => {
  const today = new Date().toISOString().slice(0, 10);
  const file = csv(t, HEADER + `a,ana,100.00,EUR,Won,${today}\n`);
  const data = scratch(t);
  const server = await Server.start(t, data);

  await run('import', file, '--data', data);
  const now = new Date().toISOString();
  const { seq } = await server.take(deal('b', { status: 'won' }, { occurred_at: now }));
  const { tiles } = await until('the board has both wins', async () => {
    const { json } = await server.get('/api/v1/boards/wall');
    return json.seq >= seq && json;
  });

  assert.equal((await server.kpis('won_count')).total.value, 2);
  assert.equal(tiles.hero.meta.n, 2);
  assert.deepEqual(Object.keys(tiles.moments.rows), ['api:b'], 'only the one that was posted');
});

test('a file without a row is an error', async (t) => {
  for (const text of [HEADER, HEADER + '\n\r\n']) {
    const said = await run('import', csv(t, text), '--data', scratch(t));

    assert.equal(said.code, 1, said.out);
    assert.match(said.err, /there is no row below the header in line 1/);
  }
});

test('--header-line names the header of a report', async (t) => {
  const text = 'total,7\nid,owner,amount,currency,stage,closed\na,ana,100.00,EUR,Won,2026-03-02\n';
  const data = scratch(t);

  const named = await run('import', csv(t, text), '--header-line', '2', '--data', data);
  const found = await run('import', csv(t, text), '--dry-run', '--data', data);
  const wrong = await run('import', csv(t, text), '--header-line', '9', '--data', data);

  assert.match(found.out, /header in line 2/);
  assert.equal(named.code, 0, named.err);
  assert.equal(wrong.code, 1);
  assert.match(wrong.err, /no record begins in line 9/);
});

test('rows of one id that differ are a question, which the map answers', async (t) => {
  const row = (id, amount) => `${id},ana,${amount},EUR,Won,2026-03-02\n`;
  const file = csv(
    t,
    HEADER + row('a', '1.00') + row('b', '2.00') + row('a', '4.00') + row('b', '2.00'),
  );
  const data = scratch(t);
  const map = join(scratch(t), 'map.json');
  writeFileSync(map, '{"repeated":"last"}');

  const asked = await run('import', file, '--data', data);
  const answered = await run('import', file, '--map', map, '--data', data);
  const server = await Server.start(t, data);

  assert.equal(asked.code, 2);
  assert.match(asked.err, /Rows with the same id differ: "a" in lines 2, 4\. .*"repeated":"last"/);
  assert.equal(answered.code, 1);
  assert.match(answered.err, /line 2: other rows with the id "a" differ/);
  assert.deepEqual(values(await server.kpis('won_amount', { by: 'person' })), { ana: '6.00' });
});

test('a total is no deal', async (t) => {
  const file = csv(
    t,
    HEADER +
      'a,ana,100.00,EUR,Won,2026-03-02\nb,ben,50.00,EUR,Won,2026-03-02\nTotal,,150.00,EUR,Won,\n',
  );

  const said = await run('import', file, '--data', scratch(t));

  assert.match(said.out, /^2 imported, 0 already there, 1 rejected$/m);
  assert.match(said.err, /line 4: this row looks like a total: its amount is the sum/);
});

test("a sign of another currency is not overruled by the office's", async (t) => {
  const file = csv(t, 'id,owner,amount,stage,closed\na,ana,"¥125,000,000",Won,2026-03-02\n');
  const data = scratch(t);
  const org = join(scratch(t), 'org.json');
  writeFileSync(org, '{"currency":"EUR"}');
  const applied = await run('org', 'apply', org, '--data', data);
  assert.equal(applied.code, 0, applied.err);

  const asked = await run('import', file, '--data', data);
  const answered = await run('import', file, '--currency', 'JPY', '--data', data);

  assert.equal(asked.code, 2);
  assert.match(asked.err, /Which currency are the amounts in\? Some have "¥"/);
  assert.equal(answered.code, 0, answered.err);
});

test('an encoding that is not clear is asked about, and named by option or map', async (t) => {
  const text = (owner) => Buffer.from(`${HEADER}a,${owner},100.00,EUR,Won,2026-03-02\n`, 'latin1');
  const file = csv(t, text('\xA3ukasz \xAFak'));
  const data = scratch(t);
  const map = join(data, 'map.json');
  writeFileSync(map, '{"encoding":"windows-1250"}');

  const asked = await run('import', file, '--data', data);
  const mapped = await run('import', file, '--data', data, '--map', map);
  const named = await run('import', file, '--data', data, '--encoding', 'windows-1250');
  const unknown = await run('import', file, '--data', data, '--encoding', 'klingon');

  assert.equal(asked.code, 2);
  assert.match(asked.err, /"Łukasz Żak" in windows-1250/);
  assert.equal(mapped.code, 0);
  assert.match(named.out, /header in line 1, windows-1250/);
  assert.match(named.out, /0 imported, 1 already there/);
  assert.equal(unknown.code, 2);
  assert.match(unknown.err, /there is no encoding "klingon"/);
});

test('one odd byte in UTF-8 concerns its row', async (t) => {
  const row = (id, owner) => `${id},${owner},100.00,EUR,Won,2026-03-02\n`;
  const bytes = [
    Buffer.from(HEADER + row('a', 'Łukasz') + row('b', 'Zoë')),
    Buffer.from(row('c', 'Do\xFFck'), 'latin1'),
  ];

  const done = await run('import', csv(t, Buffer.concat(bytes)), '--data', scratch(t));

  assert.equal(done.code, 1);
  assert.match(done.out, /^2 imported, 0 already there, 1 rejected$/m);
  assert.match(done.err, /line 4: it has a byte that is not UTF-8/);
});

test("payments in Stripe's test mode are left out and named", async (t) => {
  const header = 'id,Amount,Amount Refunded,Currency,Created date (UTC),Mode,Status\n';
  const row = (id, mode) => `${id},100.00,0.00,eur,2026-11-20 10:00:00,${mode},Paid\n`;
  const file = csv(t, header + row('ch_1', 'Live') + row('ch_2', 'Test'));

  const done = await run('import', file, '--data', scratch(t));
  const only_tests = await run(
    'import',
    csv(t, header + row('ch_3', 'Test')),
    '--data',
    scratch(t),
  );

  assert.equal(done.code, 0);
  assert.match(done.out, /^1 imported, 0 already there, 0 rejected$/m);
  assert.match(done.err, /line 3: left out: Mode is "Test"/);
  assert.equal(only_tests.code, 1);
  assert.match(only_tests.err, /every row was left out/);
});
