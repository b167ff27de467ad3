// What a test needs beside it, such as a real mail server. Where it cannot be had the test is left out; in a run of continuous integration that is a failure, or nobody would hear of it.

/** Gives `isHere` back. Throws in continuous integration (`CI=true`) where it is false. */
export function needed(isHere: boolean, what: string, environment: NodeJS.ProcessEnv = process.env): boolean {
  if (!isHere && environment['CI'] === 'true')
    throw new Error(`${what} is not here and cannot be installed: continuous integration has to run as root, or with it installed`);
  return isHere;
}
