// However the rows of a file arrive (shuffled, twice, or in an import that was killed), the state is the same.

import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { csv_of, rows_of } from './support/csv.mjs';
import { made_up_export } from './support/exports.mjs';
import { run, scratch, start } from './support/program.mjs';
import { Random, seed } from './support/random.mjs';
import { Server } from './support/server.mjs';
import { until, within } from './support/until.mjs';

const ROWS = 8_000;
const deals = made_up_export(scratch({ after }), ROWS);

const import_deals = (file, data) => run('import', file, '--currency', 'USD', '--data', data);

async function digest_of(data) {
  const said = await run('verify', '--data', data);
  assert.equal(said.code, 0, said.err);
  return /^([0-9a-f]{32})  (\d+) events, (\d+) deals$/m.exec(said.out).slice(1).join(' ');
}

// Of an import without any incident.
let expected;
async function expected_digest(t) {
  if (!expected) {
    const data = scratch(t);
    assert.equal((await import_deals(deals, data)).code, 0);
    expected = await digest_of(data);
    assert.match(expected, new RegExp(` ${ROWS} ${ROWS}$`));
  }
  return expected;
}

test('shuffled rows give the same state', async (t) => {
  t.diagnostic(`seed ${seed}`);
  const data = scratch(t);
  const file = join(data, 'shuffled.csv');
  writeFileSync(file, csv_of(new Random('rows').shuffled(rows_of(deals))));

  const shuffled = await import_deals(file, data);

  assert.equal(shuffled.code, 0, shuffled.err);
  assert.equal(await digest_of(data), await expected_digest(t));
});

test('a second import takes nothing and changes nothing', async (t) => {
  const data = scratch(t);
  await import_deals(deals, data);

  const again = await import_deals(deals, data);

  assert.equal(again.code, 0);
  assert.match(again.out, new RegExp(`^0 imported, ${ROWS} already there, 0 rejected$`, 'm'));
  assert.equal(await digest_of(data), await expected_digest(t));
});

// How many rows an import has reported as done.
const rows_done = (child) => Number(/(\d+) of \d+ rows\n(?!.*of)/s.exec(child.err)?.[1] ?? 0);

for (const rows of [1, 2000, 6000]) {
  test(`an import that is killed after ${rows} rows or more can be completed`, async (t) => {
    const data = scratch(t);
    const child = start(['import', deals, '--currency', 'USD', '--data', data]);
    const ledger_exists = () => existsSync(join(data, 'ledger.db'));
    await until('enough rows', () => (rows > 1 ? rows_done(child) >= rows : ledger_exists()));
    child.kill('SIGKILL');
    const { signal } = await child.over;
    if (signal === null) t.diagnostic('it had ended before the signal');

    const rest = await import_deals(deals, data);

    assert.equal(rest.code, 0, rest.err);
    assert.equal(await digest_of(data), await expected_digest(t));
  });

  test(`a server that is killed after ${rows} rows or more of an import over HTTP`, async (t) => {
    const data = scratch(t);
    const server = await Server.start(t, data);
    const child = start(['import', deals, '--currency', 'USD', '--data', data]);
    await until('enough rows', async () => (await server.kpis('won_count')).seq >= rows);
    await server.kill();
    const { code } = await within('the import ends', child.over);

    const second = await Server.start(t, data);
    const rest = await import_deals(deals, data);
    await second.stop();

    const was_done = new RegExp(`^${ROWS} taken`, 'm').test(child.out);
    assert.ok(code === 1 || was_done, 'the import fails, unless it was done before the kill');
    assert.equal(rest.code, 0, rest.err);
    assert.equal(await digest_of(data), await expected_digest(t));
  });
}
