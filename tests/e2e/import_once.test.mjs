// Every way to the same rows ends in one state: shuffled, twice, or killed halfway.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { maven } from './support/maven.mjs';
import { run, scratch, start } from './support/program.mjs';
import { Random, seed } from './support/random.mjs';
import { Server } from './support/server.mjs';
import { until, within } from './support/until.mjs';

const needs_maven = {
  skip: maven ? false : '../shared/data/maven-crm-sales-opportunities is not here',
};

const take = (file, data, ...rest) =>
  run('import', file, '--currency', 'USD', '--data', data, ...rest);

async function digest_of(data) {
  const said = await run('verify', '--data', data);
  assert.equal(said.code, 0, said.err);
  return /^([0-9a-f]{32})  (\d+) events, (\d+) deals$/m.exec(said.out).slice(1).join(' ');
}

let plain;
async function plain_digest(t) {
  if (!plain) {
    const data = scratch(t);
    assert.equal((await take(maven.pipeline, data)).code, 0);
    plain = await digest_of(data);
  }
  return plain;
}

test('shuffled rows end in the same state', needs_maven, async (t) => {
  t.diagnostic(`seed ${seed}`);
  const data = scratch(t);
  const file = join(data, 'shuffled.csv');
  const [header, ...rows] = readFileSync(maven.pipeline, 'utf8').trimEnd().split('\n');
  writeFileSync(file, [header, ...new Random('rows').shuffled(rows)].join('\n') + '\n');

  await take(file, data);

  assert.equal(await digest_of(data), await plain_digest(t));
  assert.match(plain, / 8800 8800$/);
});

test('a second import takes nothing and changes nothing', needs_maven, async (t) => {
  const data = scratch(t);
  await take(maven.pipeline, data);

  const again = await take(maven.pipeline, data);

  assert.equal(again.code, 0);
  assert.match(again.out, /^0 imported, 8800 already there, 0 rejected$/m);
  assert.equal(await digest_of(data), await plain_digest(t));
});

// How far an import has come, by what it has told.
const rows_done = (child) => Number(/(\d+) of \d+ rows\n(?!.*of)/s.exec(child.err)?.[1] ?? 0);

for (const rows of [1, 2000, 6000]) {
  test(`an import killed after ${rows} rows or more is finished later`, needs_maven, async (t) => {
    const data = scratch(t);
    const child = start(['import', maven.pipeline, '--currency', 'USD', '--data', data]);
    const ledger_begun = () => existsSync(join(data, 'ledger.db'));
    await until('it is on its way', () => (rows > 1 ? rows_done(child) >= rows : ledger_begun()));
    child.kill('SIGKILL');
    await child.over;

    const rest = await take(maven.pipeline, data);

    assert.equal(rest.code, 0, rest.err);
    assert.equal(await digest_of(data), await plain_digest(t));
  });

  test(
    `a server killed after ${rows} rows or more of an import over HTTP`,
    needs_maven,
    async (t) => {
      const data = scratch(t);
      const server = await Server.start(t, data);
      const child = start(['import', maven.pipeline, '--currency', 'USD', '--data', data]);
      const enough = async () => (await server.kpis('won_count')).seq >= rows;
      await until('it is on its way', enough);
      await server.kill();
      const { code } = await within('the import ends', child.over);

      const second = await Server.start(t, data);
      const rest = await take(maven.pipeline, data);
      await second.stop();

      assert.ok(code === 1 || /^8800 imported/m.test(child.out), 'it fails, unless it was done');
      assert.equal(rest.code, 0, rest.err);
      assert.equal(await digest_of(data), await plain_digest(t));
    },
  );
}
