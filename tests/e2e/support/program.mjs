// The program under test: where it is, how to run its commands, and folders for its data.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
export const binary = process.env.DEALBELL_BINARY ?? join(root, 'build/server/dealbell');
export const web = process.env.DEALBELL_WEB ?? join(root, 'build/web');

/**
 * A process and what it has printed so far.
 * @typedef {import('node:child_process').ChildProcess & {
 *   out: string, err: string, over: Promise<{ code: number | null, signal: string | null }>
 * }} Program
 */

/** @type {Set<Program>} */
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts the program, or another copy of it; `over` resolves to {code, signal} when it has ended.
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { program?: string }} options
 * @returns {Program}
 */
export function start(args, { program = binary, ...options } = {}) {
  const process = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const child = /** @type {Program} */ (Object.assign(process, { out: '', err: '' }));
  running.add(child);
  child.stdout.on('data', (part) => (child.out += part));
  child.stderr.on('data', (part) => (child.err += part));
  child.over = new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code, signal) => {
      running.delete(child);
      done({ code, signal });
    });
  });
  return child;
}

// Runs a command to its end: {code, out, err}; `code` is the signal's name if a signal ended it.
export async function run(...args) {
  const child = start(args);
  const timer = setTimeout(() => child.kill('SIGKILL'), 120_000);
  const { code, signal } = await child.over;
  clearTimeout(timer);
  return { code: code ?? signal, out: child.out, err: child.err };
}

// A new directory, which is removed at the end of the test.
export function scratch(t) {
  const dir = mkdtempSync(join(tmpdir(), 'dealbell-e2e-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
