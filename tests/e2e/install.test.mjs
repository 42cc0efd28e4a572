// `cmake --install` makes a copy that runs from anywhere: it finds its own pages and mappings.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

import { send } from './support/http.mjs';
import { binary, scratch, start, web } from './support/program.mjs';
import { until } from './support/until.mjs';

const build = dirname(dirname(binary));
const built = existsSync(join(build, 'cmake_install.cmake')) && web === join(build, 'web');
const skip = built ? false : 'the program under test is not in a build folder with its pages';

test('an installed copy shows its pages and knows its mappings', { skip }, async (t) => {
  const prefix = scratch(t);
  const installed = spawnSync('cmake', ['--install', build, '--prefix', prefix], {
    encoding: 'utf8',
  });
  assert.equal(installed.status, 0, installed.stderr);

  const program = join(prefix, 'bin/dealbell');
  const settings = join(prefix, 'settings.json');
  const secret = join(prefix, 'secret');
  writeFileSync(secret, 'correct horse battery\n');
  const source = { id: 'hubspot', auth: { scheme: 'hubspot-v3', secrets: [{ file: secret }] } };
  const public_url = 'https://dash.example.com';
  writeFileSync(settings, JSON.stringify({ public_url, sources: [source] }));
  const data = join(prefix, 'data');
  const options = ['--config', settings, '--data', data, '--listen', '127.0.0.1:0'];
  const child = start(['serve', ...options], { program, cwd: '/' });
  t.after(async () => {
    child.kill('SIGKILL');
    await child.over;
  });
  const url = await until('it listens', () => {
    assert.equal(child.exitCode, null, child.err);
    return /^listening on (\S+)$/m.exec(child.out)?.[1];
  });

  const page = await send(url + '/wall/wall');
  assert.equal(page.status, 200, page.text);
  const script = /src="(\/[^"]+\.js)"/.exec(page.text)[1];
  assert.equal((await send(url + script)).status, 200, script);
  const unsigned = await send(url + '/hooks/hubspot', { method: 'POST', body: '[]' });
  assert.equal(unsigned.status, 401, 'the source is known, by the mapping that ships');
});

test('its service starts the copy that was installed', { skip }, (t) => {
  const prefix = scratch(t);
  const installed = spawnSync('cmake', ['--install', build, '--prefix', prefix], {
    encoding: 'utf8',
  });
  assert.equal(installed.status, 0, installed.stderr);

  const unit = readFileSync(join(prefix, 'lib/systemd/system/dealbell.service'), 'utf8');

  assert.match(unit, new RegExp(`^ExecStart=${prefix}/bin/dealbell serve `, 'm'));
  assert.doesNotMatch(unit, /usr\/local/);
  const paths = [...unit.matchAll(/(?:--web |file:\/\/)(\S+)/g)].map(([, path]) => path);
  assert.ok(paths.length > 0, unit);
  for (const path of paths) assert.ok(existsSync(path), path);
});
