// Builds the pages: node build.mjs [--out DIR]
//
// The html pages have fixed names. All other files have a hash of their content in the name, so that
// browsers may cache them without a time limit. Each text file also gets a .gz file beside it.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import esbuild from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(out_argument() ?? join(here, 'dist'));
const pages = ['wall', 'index', 'login', 'admin'];
const bundles = ['wall', 'desk']; // desk: index and login
const old_browsers = 'chrome63';
// The admin page shares no file with the others, so that the wall loads none of it.
const own_bundles = ['admin'];
const new_browsers = ['chrome90', 'firefox90', 'safari14.1'];
const fonts = ['inter-latin', 'inter-latin-ext'];
const js_gz_max = 38 * 1024; // wall and desk together; over it the build fails
const own_gz_max = 25 * 1024; // each own bundle

const names = new Map(); // "/wall.js" → "/wall.1a2b3c4d.js"
let js_gz_bytes = 0;
let own_gz_bytes = 0;

empty_own_files();
for (const font of fonts) {
  const file = join(
    here,
    'node_modules/@fontsource-variable/inter/files',
    font + '-wght-normal.woff2',
  );
  emit(font + '.woff2', readFileSync(file));
}
emit('icon.svg', readFileSync(join(here, 'pages/icon.svg')));
for (const [name, text] of await bundle(styles(bundles), old_browsers))
  emit(name, with_names(text));
for (const [name, text] of await bundle(scripts(bundles), old_browsers))
  js_gz_bytes += emit(name, with_names(text));
for (const own of own_bundles) {
  const parts = [...styles([own]), ...scripts([own])];
  for (const [name, text] of await bundle(parts, new_browsers)) {
    const bytes = emit(name, with_names(text));
    if (!name.endsWith('.js')) continue;
    own_gz_bytes += bytes;
    if (bytes > own_gz_max) fail(`${name} is ${bytes} bytes gzipped, over ${own_gz_max}`);
  }
}
for (const page of pages) {
  const html = with_names(readFileSync(join(here, 'pages', page + '.html'), 'utf8'));
  write(page + '.html', html);
}
if (js_gz_bytes > js_gz_max) fail(`JavaScript is ${js_gz_bytes} bytes gzipped, over ${js_gz_max}`);
const kib = (bytes) => (bytes / 1024).toFixed(1) + ' KiB';
console.log(`web: ${out}, JavaScript ${kib(js_gz_bytes)} gzipped, admin ${kib(own_gz_bytes)}`);

function styles(names) {
  return names.map((name) => ({ in: join(here, 'css/entry', name + '.css'), out: name }));
}

function scripts(names) {
  return names.map((name) => ({ in: join(here, 'src', name, 'main.tsx'), out: name }));
}

// The bundles as [name, text]. "shared.js", which the other scripts load, comes first: it has what they
// have in common (Preact, view, text).
async function bundle(entryPoints, target) {
  const result = await esbuild.build({
    entryPoints,
    outdir: out,
    bundle: true,
    splitting: true,
    chunkNames: 'shared',
    minify: true,
    write: false,
    target,
    format: 'esm',
    charset: 'utf8',
    legalComments: 'none',
    external: ['*.woff2'],
    logLevel: 'warning',
  });
  if (result.warnings.length) fail('fix the warnings above');
  const files = result.outputFiles.map((file) => [basename(file.path), file.text]);
  return files.sort(([name]) => (name === 'shared.js' ? -1 : 1));
}

// Writes a file under its hashed name and returns its gzipped size.
function emit(name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const dot = name.lastIndexOf('.');
  const hashed = name.slice(0, dot) + '.' + hash + name.slice(dot);
  names.set(name, hashed);
  return write(hashed, content);
}

function write(name, content) {
  writeFileSync(join(out, name), content);
  if (name.endsWith('.woff2')) return 0; // already compressed
  const gz = gzipSync(content, { level: 9 });
  writeFileSync(join(out, name + '.gz'), gz);
  return gz.length;
}

function with_names(text) {
  return text.replace(/[a-z-]+\.(?:js|css|woff2|svg)/g, (name) => names.get(name) ?? name);
}

// Removes the files of earlier builds; other files in the directory are kept.
function empty_own_files() {
  mkdirSync(out, { recursive: true });
  const own =
    /^(wall|desk|admin|shared|index|login|icon|inter-latin(-ext)?)(\.[0-9a-f]{10})?\.(html|js|css|woff2|svg)(\.gz)?$/;
  for (const name of readdirSync(out)) if (own.test(name)) rmSync(join(out, name));
}

function out_argument() {
  const args = process.argv.slice(2);
  if (args.length === 0) return null;
  if (args.length === 2 && args[0] === '--out') return args[1];
  fail('usage: node build.mjs [--out DIR]');
}

function fail(message) {
  console.error('web: ' + message);
  process.exit(1);
}
