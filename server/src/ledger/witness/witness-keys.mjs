// By which key a ledger is taken at a witness: the one that was given, or one that it announced, read at the company's own address and not from whoever hands a checkpoint in.
import { openCheckpoint, openNote, Refused, readHistory, readKey, readReigns, refuse } from '../export/verify-certificate.mjs';

export const betweenLooksMs = 10_000;
const mostBytes = 4_000_000;
const patienceMs = 10_000;

/** The key that goes on from here, when the one that is known announced it (or those that it announced); `isStolen` when it is read of the known one that others have it. */
export async function announcedKey(log, state, note, now) {
  const before = log.looked;
  const refused = (because) => log.looked === before || process.stderr.write(`${log.name}: no other key is taken, ${because}\n`); // once a look
  try {
    const reigns = await reignsOf(log, now);
    const known = reigns.findIndex((reign) => reign.key === state.key);
    if (known < 0) refuse('the key that is known here is none of its keys');
    if (reigns[known].isCompromised) {
      refused('others have the key that is known here: give the present one here, as you got it elsewhere');
      return { isStolen: true };
    }
    if (reigns.slice(known).some(({ isCompromised, wasGone }) => isCompromised || wasGone)) return {};
    if (state.size > reigns[known].to) return {}; // it signed a tree beyond its own end
    if (openCheckpoint(reigns, note).size < reigns[known].from) return {}; // a key before the one that is known signed this alone
    return { key: reigns.at(-1).key };
  } catch (error) {
    refused(error instanceof Refused ? error.message : 'its keys cannot be had');
    return {};
  }
}

/** The keys of a ledger, as its own address gives them: nobody who only sends checkpoints can have it asked often, or keep what was read from counting for the next. */
async function reignsOf(log, now) {
  if (now() - log.looked >= betweenLooksMs) {
    [log.looked, log.reigns] = [now(), undefined];
    const answer = await fetch(log.keysAt, {
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
      headers: { accept: 'application/json' },
    });
    const { key, changes } = (answer.ok && readHistory(await textWithin(answer, mostBytes))) || refuse('the keys cannot be read');
    const reigns = readReigns(changes, key); // refuses what the key before did not announce
    if (reigns.at(-1).key !== key) refuse('the keys end with another than the present one');
    log.reigns = reigns;
  }
  return log.reigns ?? refuse('its keys could not be had a moment ago');
}

/** Whether this key is among those that signed a note. */
export function isSignedBy(note, key) {
  try {
    return openNote(note, readKey(key, 1)) !== undefined;
  } catch {
    return false;
  }
}

async function textWithin(answer, most) {
  const parts = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.length;
    if (size > most) refuse('what its address gives is too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
