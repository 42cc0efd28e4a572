// The files served to a wall must run on Chromium 63, so the built files are checked. The admin page
// is for current browsers.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gunzipSync } from 'node:zlib';

const out = mkdtempSync(join(tmpdir(), 'dealbell-build-'));
execFileSync(process.execPath, ['build.mjs', '--out', out]);
after(() => rmSync(out, { recursive: true }));
const names = readdirSync(out);
const is_admin = (name) => name.startsWith('admin.');
const read = (ending, wanted = () => true) => {
  const found = names.filter((name) => name.endsWith(ending) && wanted(name));
  assert.ok(found.length > 0, `no ${ending} was built`);
  return found.map((name) => readFileSync(join(out, name), 'utf8')).join('\n');
};
const read_old = (ending) => read(ending, (name) => !is_admin(name));

test('scripts use no syntax and no function newer than Chromium 63', () => {
  const syntax = [/\?\.[a-z_([]/, /\?\?/];
  const methods = [/\.flat(Map)?\(/, /\.matchAll\(/, /\.replaceAll\(/, /\.at\(-/];
  const names = /fromEntries|allSettled|globalThis|queueMicrotask|AbortController|ResizeObserver/;

  for (const late of [...syntax, ...methods, names]) assert.doesNotMatch(read_old('.js'), late);
});

test('styles use no property newer than Chromium 63', () => {
  const values = /clamp\(|[^-]min\(|[^-n]max\(/; // minmax( is old
  const properties = /(?<!max-)aspect-ratio:|inset:|[^-]gap:/; // grid-gap: is old
  const selectors = /:is\(|:where\(|:focus-visible|&/;

  for (const late of [values, properties, selectors]) assert.doesNotMatch(read_old('.css'), late);
});

test('the wall loads nothing of the admin page', () => {
  assert.doesNotMatch(readFileSync(join(out, 'wall.html'), 'utf8'), /admin/);
  assert.doesNotMatch(read_old('.js'), /needs-mapping/);
  assert.match(read('.js', is_admin), /needs-mapping/);
});

test('nothing is loaded from another host', () => {
  const text = (read('.js') + read('.css') + read('.html')).replace(
    /http:\/\/www\.w3\.org\/[a-zA-Z0-9/]+/g,
    '',
  );

  assert.doesNotMatch(text, /https?:\/\/[a-z]/);
});

test('every file that a page names exists, with its hash in the name', () => {
  const named = (read('.html') + read('.css')).match(/[a-z-]+\.[0-9a-f]{10}\.(js|css|woff2|svg)/g);

  assert.ok(named.length >= 11);
  for (const name of named) assert.ok(names.includes(name), name);
});

test('the compressed files have the same content', () => {
  for (const name of names.filter((n) => /\.(js|css|html|svg)$/.test(n))) {
    assert.ok(existsSync(join(out, name + '.gz')), name);
    assert.deepEqual(
      gunzipSync(readFileSync(join(out, name + '.gz'))),
      readFileSync(join(out, name)),
    );
  }
});
