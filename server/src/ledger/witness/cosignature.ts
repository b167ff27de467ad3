// What a witness signs (C2SP tlog-cosignature, Ed25519): that it saw this checkpoint at that time, and that it continues all it saw before.
import { isHeldPrivate } from '#kit/this-machine';
import { type Head, isSignedBy, readCheckpointText, readSignature, readVerifier, splitNote } from '../note.ts';

/** A witness by its verifier key, and where it takes checkpoints; without a URL it hands them in by itself. */
export type Witness = { readonly key: string; readonly name: string; readonly url: string | undefined };
/** `line` is the signature line, without its line feed. */
export type Cosignature = { readonly witness: string; readonly line: string };

const cosignature = 4;

/** Witnesses from the configuration: verifier keys, each with `@` and the submission prefix behind it, or alone; separated by blanks. Error when one is none. */
export function readWitnesses(text: string): Witness[] {
  return text
    .split(/\s+/)
    .filter((each) => each !== '')
    .map((each) => {
      const [, key = '', url] = /^([^@\s]+)(?:@(https?:\/\/\S+))?$/.exec(each) ?? [];
      try {
        if (url !== undefined && !isHeldPrivate(url)) throw new Error('plain');
        return { key, name: readVerifier(key, cosignature).name, url: url?.replace(/\/$/, '') };
      } catch {
        throw new Error(
          'PARLEY_WITNESSES takes verifier keys of type 4 (C2SP tlog-cosignature), each with @ and its https address (http on this machine only), or alone',
        );
      }
    });
}

/** The lines by which known witnesses co-signed a checkpoint's text, as of no later than `now`; those of others are passed over. */
export function cosignaturesOn(text: string, lines: readonly string[], witnesses: readonly Witness[], now: Date): Cosignature[] {
  return lines.flatMap((line) => {
    const signed = readSignature(line);
    if (signed?.bytes.length !== 4 + 8 + 64) return [];
    const time = signed.bytes.readBigUInt64BE(4);
    if (time > BigInt(Math.floor(now.getTime() / 1000) + 300)) return []; // clocks differ, but not by more
    const said = Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
    const witness = witnesses.find(({ key, name }) => {
      const verifier = readVerifier(key, cosignature);
      return (
        name === signed.name && verifier.id.equals(signed.bytes.subarray(0, 4)) && isSignedBy(verifier.key, said, signed.bytes.subarray(12))
      );
    });
    return witness ? [{ witness: witness.key, line: `— ${signed.name} ${signed.bytes.toString('base64')}` }] : [];
  });
}

/** A note as a checkpoint with its signature lines; undefined when it is none. */
export function readSigned(note: string): { head: Head; text: string; lines: string[] } | undefined {
  const text = splitNote(note)?.text;
  const head = text === undefined ? undefined : readCheckpointText(text);
  return text === undefined || head === undefined ? undefined : { head, text, lines: note.slice(text.length + 1, -1).split('\n') };
}
