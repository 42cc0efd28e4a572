// Exchange rates from files: the tables that banks publish become rate sheets of the org document.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { run, scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';

const ORG = '/api/v1/org';
const HISTORY = `Date,USD,JPY,CYP,
2026-11-23,1.0823,163.40,N/A,
2026-11-20,1.0800,163.00,N/A,
2026-11-18,1.0700,162.00,N/A,
`;

// Writes a file into the data directory; returns its path.
function file(data, name, text) {
  writeFileSync(join(data, name), text);
  return join(data, name);
}

test('rates are added to a running server, and the rest of the document stays as it was', async (t) => {
  const data = scratch(t);
  const server = await Server.start(t, data);
  const document = `{"currency":"EUR",  "zone":"Europe/Berlin",
    "calendar":{"holidays":[{"day":"2026-12-25","name":"Christmas"}]},
    "rates":[{"from":"2026-11-20","base":"EUR","per":{"USD":"9"}}]}`;
  await server.put(ORG, document);

  const done = await run('org', 'rates', file(data, 'ecb.csv', HISTORY), '--data', data);

  assert.deepEqual([done.code, done.err], [0, '']);
  assert.equal(done.out, '3 rate sheets from 2026-11-18 to 2026-11-23: 2 added, 1 replaced\n');
  const got = await server.get(ORG);
  assert.equal(got.headers.etag, '"org-2"');
  assert.ok(got.text.startsWith('{"currency":"EUR",  "zone"'), 'as it was written');
  assert.equal(got.json.calendar.holidays[0].name, 'Christmas');
  assert.deepEqual(
    got.json.rates.map((sheet) => [sheet.from, sheet.per.USD]),
    [
      ['2026-11-18', '1.07'],
      ['2026-11-20', '1.08'],
      ['2026-11-23', '1.0823'],
    ],
  );
});

test('rates are added without a running server, from XML and from a day on', async (t) => {
  const data = scratch(t);
  const xml = file(
    data,
    'ecb.xml',
    `<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01">
       <Cube><Cube time='2026-11-23'><Cube currency='USD' rate='1.0823'/></Cube>
             <Cube time='2026-11-20'><Cube currency='USD' rate='1.08'/></Cube>
             <Cube time='2026-11-18'><Cube currency='USD' rate='1.07'/></Cube></Cube>
     </gesmes:Envelope>`,
  );

  const done = await run('org', 'rates', xml, '--since', '2026-11-22', '--data', data);
  const shown = await run('org', 'show', '--data', data);

  assert.deepEqual([done.code, done.err], [0, '']);
  // 22 November is a Sunday: it needs the rates of the Friday before.
  assert.deepEqual(
    JSON.parse(shown.out).rates.map((sheet) => sheet.from),
    ['2026-11-20', '2026-11-23'],
  );
});

test('a file with a mistake changes nothing, and its line is reported', async (t) => {
  const data = scratch(t);
  await run('org', 'apply', file(data, 'org.json', '{"currency":"EUR"}'), '--data', data);
  const table = file(
    data,
    'rates.csv',
    'day,base,currency,rate\n2026-01-01,EUR,USD,1.1\n2026-01-02,EUR,USD,"1,1"\n',
  );

  const done = await run('org', 'rates', table, '--data', data);
  const shown = await run('org', 'show', '--data', data);

  assert.equal(done.code, 1);
  assert.match(done.err, /rates\.csv: line 3: "1,1" is not a rate/);
  assert.deepEqual(JSON.parse(shown.out), { currency: 'EUR' });
});

test('a word that is not a day after --since is refused, and changes nothing', async (t) => {
  const data = scratch(t);
  await run('org', 'apply', file(data, 'org.json', '{"currency":"EUR"}'), '--data', data);
  const good = file(data, 'ecb.csv', HISTORY);

  const done = await run('org', 'rates', good, '--since', 'monday', '--data', data);
  const shown = await run('org', 'show', '--data', data);

  assert.equal(done.code, 2);
  assert.match(done.err, /--since: "monday"/);
  assert.deepEqual(JSON.parse(shown.out), { currency: 'EUR' });
});
