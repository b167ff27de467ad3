// How long each line of Node.js gets security updates (nodejs.org/en/about/previous-releases). A list that ages is a finding itself.

/** Last day of support by major version; lines that are not here were never long-term ones. */
const supported: Readonly<Record<number, string>> = { 22: '2027-04-30', 24: '2028-04-30', 26: '2029-04-30' };
/** When this list was last compared with the project's own. */
const comparedOn = '2026-11-28';

/** Codes of what is wrong with the Node.js that runs; `today` as YYYY-MM-DD. */
export function runtimeFaults(version: string, today: string): string[] {
  const major = Number(/^v?(\d+)/.exec(version)?.[1]);
  const end = supported[major];
  const isListOld = Number(today.slice(0, 4)) - Number(comparedOn.slice(0, 4)) > 1;
  return [
    ...(end === undefined ? ['node-not-supported'] : end < today ? ['node-out-of-support'] : []),
    ...(isListOld ? ['node-list-old'] : []),
  ];
}
