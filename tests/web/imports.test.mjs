// Which folder of web-static/src may import which. Read from the import lines of the sources.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { test } from 'node:test';

const src = join(process.cwd(), 'src'); // run_tests.mjs runs in web-static

// The data goes link → store → view → text → what draws it; imports point the other way. link,
// store, view and text touch no DOM. Pages (wall, desk, admin) import no other page.
const allowed = {
  link: [],
  store: [],
  view: ['store'],
  text: ['link', 'store', 'view'],
  browser: ['link', 'store'],
  widgets: ['browser', 'text'],
  board: ['browser', 'text', 'view', 'widgets'],
  sheet: ['browser', 'store', 'text', 'view'],
  wall: ['board', 'browser', 'link', 'sheet', 'store', 'text', 'view', 'widgets'],
  desk: ['browser', 'store', 'text', 'view', 'widgets'],
  admin: ['browser', 'store', 'text', 'widgets'],
};
const packages = { preact: ['admin', 'board', 'desk', 'sheet', 'wall', 'widgets'] };

const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => relative(src, join(entry.parentPath ?? entry.path, entry.name)));

// [importing file, imported file without its ending, or package]
const imports = files.flatMap((file) => {
  const text = readFileSync(join(src, file), 'utf8');
  const names = text.matchAll(
    /(?:^import\b[^'"();]*|^export\b[^'"();=]*\bfrom\s*|\bimport\(\s*)['"]([^'"]+)['"]/gm,
  );
  return [...names].map(([, name]) => [
    file,
    name.startsWith('.') ? normalize(join(dirname(file), name)) : name,
  ]);
});
const folder_of = (path) => path.split('/')[0];
const is_file = (path) => files.some((file) => file.replace(/\.tsx?$/, '') === path);

test('every folder is in the table, and every import is one of ours or of a known package', () => {
  assert.deepEqual([...new Set(files.map(folder_of))].sort(), Object.keys(allowed).sort());
  assert.ok(imports.length > 200, `only ${imports.length} imports were found`);
  const unknown = imports.filter(([, name]) => !is_file(name) && !packages[folder_of(name)]);
  assert.deepEqual(unknown, []);
});

test('a folder imports only the folders of its row', () => {
  const forbidden = imports.filter(([file, name]) => {
    const [from, to] = [folder_of(file), folder_of(name)];
    return from !== to && !(packages[to] ?? []).includes(from) && !allowed[from].includes(to);
  });

  assert.deepEqual(forbidden, []);
});

test('every arrow of the table is in use', () => {
  const used = new Set(imports.map(([file, name]) => folder_of(file) + ' → ' + folder_of(name)));
  const arrows = Object.entries(allowed).flatMap(([from, all]) =>
    all.map((to) => from + ' → ' + to),
  );

  assert.deepEqual(
    arrows.filter((arrow) => !used.has(arrow)),
    [],
  );
});

test('neither folders nor files import each other in a cycle', () => {
  assert.equal(
    cycle_in((folder) => allowed[folder], Object.keys(allowed)),
    null,
  );
  const imported = (path) =>
    imports.filter(([file]) => file.replace(/\.tsx?$/, '') === path).map(([, name]) => name);

  assert.equal(
    cycle_in(
      imported,
      files.map((file) => file.replace(/\.tsx?$/, '')),
    ),
    null,
  );
});

test('link, store, view and text compile without the DOM', () => {
  const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc');

  assert.doesNotThrow(() =>
    execFileSync(process.execPath, [tsc, '--noEmit', '-p', 'tsconfig.pure.json'], {
      encoding: 'utf8',
    }),
  );
});

function cycle_in(next, all) {
  const done = new Set();
  const visit = (node, path) => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node].join(' → ');
    if (done.has(node)) return null;
    for (const other of next(node) ?? []) {
      const found = visit(other, [...path, node]);
      if (found) return found;
    }
    done.add(node);
    return null;
  };
  for (const node of all) {
    const found = visit(node, []);
    if (found) return found;
  }
  return null;
}
