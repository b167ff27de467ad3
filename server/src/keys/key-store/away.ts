// Where the key database does not answer, or lacks a wrap that it should have, callers see one code, `keys-away`: what needs that key waits and is tried again, and nothing queued dies of it.
import { Problem } from '#kit/problem';

/** Error `keys-away` for whatever failed in the key database: its network, its server, or a right that was taken from its login. */
export const keysAway = (cause: unknown): Error =>
  Object.assign(new Error('the key database does not answer, or refuses', { cause }), { code: 'keys-away' });

/** Error `keys-away` for one wrap (`missing` names its owner) that is not there although the main database names it: the others' are, so that nobody else waits for it. */
export const keyMissing = (workspace: string, owner: string): Error =>
  Object.assign(
    new Error(
      `the wrapped key of ${owner} of ${workspace} is missing in the key database: look again by "parley doctor" before anything is put back`,
    ),
    { code: 'keys-away', missing: owner },
  );

/** Whether an error says that one wrap is missing, which nothing but putting it back, or giving it up, mends. */
export const isKeyMissing = (error: unknown): boolean => missingIn(error) !== undefined;

/** Whether a company does not give its own root key. */
export const isKeyWithheld = (error: unknown): boolean => error instanceof Problem && error.code === 'key-withheld';

/** Whether an error is of a key that is missing or withheld: it is nobody else's affair, and ends once that key is back. */
export const isKeyOut = (error: unknown): boolean => isKeyMissing(error) || isKeyWithheld(error);

/** Whose one wrap an error says is missing; undefined for any other error. */
export const missingIn = (error: unknown): string | undefined => {
  const { code, missing } = error as { code?: unknown; missing?: string };
  return code === 'keys-away' ? missing : undefined;
};
