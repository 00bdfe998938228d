/** One line of the report: what, its figure, and its ratio to the first of its group. */
export function say(what: string, figure: string, ratio = '') {
  process.stdout.write(`${what.padEnd(62)}${figure.padStart(16)}${ratio.padStart(16)}\n`);
}

export function skipped(what: string, why: string) {
  process.stdout.write(`skipped: ${what}: ${why}\n`);
  process.exitCode = 1;
}

export const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
