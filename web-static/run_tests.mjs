// Bundles tests/web/*.test.mjs, which import our TypeScript, and runs them in node:
//
//   node run_tests.mjs

import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const tests = join(here, '../tests/web');
const out = join(here, '.cache/tests');
// All of them, or those whose names are given: "own" is own.test.mjs.
const wanted = process.argv.slice(2).map((name) => name + '.test.mjs');
const all = readdirSync(tests).filter((name) => name.endsWith('.test.mjs'));
const files = all.filter((name) => wanted.length === 0 || wanted.includes(name));
if (files.length === 0) throw new Error('no such test in tests/web');

rmSync(out, { recursive: true, force: true });
await esbuild.build({
  entryPoints: files.map((name) => join(tests, name)),
  outdir: out,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node18',
  format: 'esm',
  alias: { '#src': join(here, 'src') },
  logLevel: 'warning',
});
const built = files.map((name) => join(out, name));
const run = spawnSync(process.execPath, ['--test', ...built], { stdio: 'inherit' });
process.exit(run.status ?? 1);
