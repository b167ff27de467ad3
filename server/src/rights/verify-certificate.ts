// Holds a certificate against the ledger it names: the signature over its words, the inclusion of its entry, the checkpoint's own signature.
import type { WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { checkNote, checkProof } from '#ledger';
import { type Certificate, certificateOf, signedText } from './certificate.ts';
import type { RequestId } from './store.ts';

/** Whether a certificate holds, with the reason as a code when it does not. Throws nothing for a malformed one. */
export async function verifyCertificate(tools: Tools, certificate: Certificate): Promise<{ ok: boolean; because: string | null }> {
  const { ledger, signature, toldSince: _, ...body } = certificate ?? {}; // what is told later was signed by nobody
  if (typeof signature !== 'string' || typeof ledger !== 'object') return { ok: false, because: 'not-a-certificate' };
  const said = await act(tools, { workspace: body.workspace as WorkspaceId, actor: { kind: 'system', id: 'verifier' } }, (ctx) =>
    checkNote(ctx, signature, ledger?.position),
  );
  if (said === undefined) return { ok: false, because: 'signature' };
  if (said !== signedText(body)) return { ok: false, because: 'words-changed' };
  const [holds, isKept] = await act(
    tools,
    { workspace: body.workspace as WorkspaceId, actor: { kind: 'system', id: 'verifier' } },
    async (ctx) => {
      const kept = await certificateOf(ctx, body.request as RequestId).catch(() => undefined); // the proof of any other entry proves nothing of this
      if (!kept) return [false, false];
      const { ledger: own, signature: _, toldSince: __, ...words } = kept;
      const isOpened = ledger.data === undefined || (ledger.data === own.data && ledger.payload === own.payload);
      const isProved = own.leaf === ledger.leaf && own.entry === ledger.entry && isOpened && (await checkProof(ctx, ledger));
      return [isProved, signedText(words) === said]; // whoever stole a key that was replaced could sign other words about the same entry
    },
  );
  if (holds && !isKept) return { ok: false, because: 'words-changed' };
  return holds ? { ok: true, because: null } : { ok: false, because: 'not-in-the-ledger' };
}
