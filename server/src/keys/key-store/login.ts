// Parley's own login at the database of the keys and its password, which is stretched (record 069). Nodes from before that know another one: while such a node is at work the login keeps it, and it is said.
import path from 'node:path';
import { log } from '#kit/log';
import { appLogin, databasePassword, derivedPassword, isLetIn, loginUrl, passwordBefore, takingUp } from '#kit/login';
import { clock } from '#kit/pool';
import { destroyPrivateFile } from '#kit/private-file';
import type { Tools } from '#kit/tool';
import { isInUse, isOlderInUse, refuseInUse } from '../in-use.ts';
import { houseIn, type Settings } from './house-store.ts';

const secretName = 'key-database.secret';
type Login = { readonly url: string; readonly more: { readonly Client?: ReturnType<typeof takingUp> } };

/** Sees to the login, and gives its URL with what connections need beside it. Error in words for an operator where its password would throw a node out that works. */
export async function openLogin(tools: Tools, settings: Settings): Promise<Login> {
  const derived = await derivedPassword(settings.keysDatabaseUrl, await houseIn(settings));
  const login = await letIn(tools, settings, derived ?? databasePassword(settings.keys, secretName));
  if (derived !== undefined) destroyPrivateFile(path.join(settings.keys, secretName)); // of before: it opens nothing any more
  return login;
}

/** Whether the login has the stretched password; true also where the URL has none that one could be derived from. */
export async function isStretched(settings: Settings): Promise<boolean> {
  const derived = await derivedPassword(settings.keysDatabaseUrl, await houseIn(settings));
  return derived === undefined || isLetIn(loginUrl(settings.keysDatabaseUrl, derived));
}

async function letIn(tools: Tools, { keys, keysDatabaseUrl }: Settings, password: string): Promise<Login> {
  const now = clock.of({ tools })();
  const before = passwordBefore(keysDatabaseUrl);
  const refuse = async () => {
    if (!isInUse(keys, now)) return;
    const isTaken = before !== undefined && !isOlderInUse(keys, now) && (await isLetIn(loginUrl(keysDatabaseUrl, before)));
    if (isTaken) return; // whoever is at work came in by the one from before, and takes up the new one
    refuseInUse(
      keys,
      now,
      '. Its login at the key database has another password than this one would give it (an older version, or another administrator in PARLEY_KEYS_DATABASE_URL), and would be thrown out: every node needs the same version and URL',
    );
  };
  try {
    return { url: await appLogin(keysDatabaseUrl, password, 'parley_keys', refuse), more: {} };
  } catch (error) {
    if (before === undefined) throw error;
    const url = await appLogin(keysDatabaseUrl, before, 'parley_keys', () => {
      throw error;
    });
    log.of({ tools })('warn', 'keys.login-of-before', {});
    return { url, more: { Client: takingUp(url, loginUrl(keysDatabaseUrl, password)) } };
  }
}
