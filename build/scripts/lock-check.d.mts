/** What is wrong with a lock file, one sentence each. */
export function lockProblems(file: string): string[];
/** Prints every finding; 0 when there is none. */
export function checkLock(): number;
