// What is served to a wall must run on Chromium 63: the built files themselves are read. The sources
// page is for a desk of today.

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
const of_today = (name) => name.startsWith('admin.');
const read = (ending, wanted = () => true) =>
  names
    .filter((name) => name.endsWith(ending) && wanted(name))
    .map((name) => readFileSync(join(out, name), 'utf8'))
    .join('\n');
const read_old = (ending) => read(ending, (name) => !of_today(name));

test('scripts use no syntax and no function that came after Chromium 63', () => {
  const syntax = [/\?\.[a-z_([]/, /\?\?/];
  const methods = [/\.flat(Map)?\(/, /\.matchAll\(/, /\.replaceAll\(/, /\.at\(-/];
  const names = /fromEntries|allSettled|globalThis|queueMicrotask|AbortController|ResizeObserver/;

  for (const late of [...syntax, ...methods, names]) assert.doesNotMatch(read_old('.js'), late);
});

test('styles use no property that came after Chromium 63', () => {
  const values = /clamp\(|[^-]min\(|[^-n]max\(/; // minmax( is old
  const properties = /(?<!max-)aspect-ratio:|inset:|[^-]gap:/; // grid-gap: is old
  const selectors = /:is\(|:where\(|:focus-visible|&/;

  for (const late of [values, properties, selectors]) assert.doesNotMatch(read_old('.css'), late);
});

test('a wall loads nothing of the sources page', () => {
  assert.doesNotMatch(readFileSync(join(out, 'wall.html'), 'utf8'), /admin/);
  assert.doesNotMatch(read_old('.js'), /needs-mapping/);
  assert.match(read('.js', of_today), /needs-mapping/);
});

test('nothing is asked of another host', () => {
  const text = (read('.js') + read('.css') + read('.html')).replace(
    /http:\/\/www\.w3\.org\/[a-zA-Z0-9/]+/g,
    '',
  );

  assert.doesNotMatch(text, /https?:\/\/[a-z]/);
});

test('every file that a page names is there, with its hash in the name', () => {
  const named = (read('.html') + read('.css')).match(/[a-z-]+\.[0-9a-f]{10}\.(js|css|woff2|svg)/g);

  assert.ok(named.length >= 11);
  for (const name of named) assert.ok(names.includes(name), name);
});

test('compressed siblings hold the same text', () => {
  for (const name of names.filter((n) => /\.(js|css|html|svg)$/.test(n))) {
    assert.ok(existsSync(join(out, name + '.gz')), name);
    assert.deepEqual(
      gunzipSync(readFileSync(join(out, name + '.gz'))),
      readFileSync(join(out, name)),
    );
  }
});
