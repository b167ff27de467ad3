// One message on its way out by the Cloud API. Our own id travels with it and comes back in every status (`biz_opaque_callback_data`). Files are uploaded first: that can be
// repeated, what a person sees cannot.
import { lengthOf } from '@parley/contract/text-length';
import type { Tools } from '#kit/tool';
import type { Account, Outbound, Outcome } from '../../adapter.ts';
import { type Answer, call, isDone, type Silence } from '../meta/call.ts';
import { refusalOf } from '../meta/errors.ts';
import { list, obj, str } from '../meta/loose.ts';
import { patience } from '../meta/patience.ts';
import { withWayOut } from '../way-out.ts';
import { recipientOf } from './address.ts';
import { interactiveOf, tappable } from './choices.ts';
import { forgetFiles } from './forget.ts';
import type { CloudSettings } from './settings.ts';
import { templateOf } from './templates.ts';

export const longest = { most: 4_096, counts: 'characters' } as const;
const mostCaption = 1_024;

/** Sends once. Never throws for Meta's sake. */
export async function sendMessage({ settings }: Account<CloudSettings>, outbound: Outbound, tools: Tools): Promise<Outcome> {
  const to = recipientOf(outbound.to.value);
  if (!to) return { outcome: 'failed', because: 'unknown-address', words: 'This is not an account of WhatsApp that could be written to.' };
  const { text, choices } = tappable(withWayOut(outbound), outbound.choices ?? []);
  if (lengthOf(text, longest.counts) > longest.most)
    return { outcome: 'failed', because: 'too-long', words: 'The text is longer than the 4,096 characters that WhatsApp takes.' };
  const files: Uploaded[] = [];
  const left = patience();
  for (const file of outbound.attachments) {
    const seconds = left(60);
    if (seconds === 0) return withoutFiles({ settings }, tools, files, tooSlow, left);
    const uploaded = await call(tools, settings, `/${settings.numberId}/media`, {
      ...{ method: 'POST', seconds },
      form: { fields: { messaging_product: 'whatsapp', type: file.type }, name: 'file', file },
    });
    const id = isDone(uploaded) ? str(uploaded.body['id']) : '';
    if (id === '') return withoutFiles({ settings }, tools, files, notUploaded(uploaded), left);
    files.push({ kind: kindOf(file.type), id, name: file.name });
  }
  const also = files.map(idOf);
  const parts = outbound.template ? [templateOf(outbound.template)] : partsOf({ ...outbound, text, choices }, files);
  let first: string | undefined;
  for (const [at, part] of parts.entries()) {
    const seconds = left(15);
    if (seconds === 0) return first === undefined ? { ...tooSlow, also } : { ...partly, also: [first, ...also] };
    const answer = await call(tools, settings, `/${settings.numberId}/messages`, {
      ...{ method: 'POST', seconds },
      json: {
        ...{ messaging_product: 'whatsapp', recipient_type: 'individual', ...to, ...part },
        ...(at === 0 && { biz_opaque_callback_data: outbound.id }),
      },
    });
    if (!isDone(answer)) {
      if (first !== undefined) return { ...partly, also: [first, ...also] };
      const outcome = refusalOf(answer);
      if (outcome.outcome === 'failed' && outcome.because === 'unknown-fate') return { ...outcome, also };
      return withoutFiles({ settings }, tools, files, outcome, left);
    }
    first ??= str(list(answer.body['messages'])[0]?.['id']);
    also.push(...(at === 0 ? [] : [str(list(answer.body['messages'])[0]?.['id'])].filter((id) => id !== '')));
  }
  return { outcome: 'sent', externalId: first || null, also };
}

type Uploaded = { readonly kind: string; readonly id: string; readonly name: string };
const idOf = ({ id }: Uploaded): string => `media:${id}`;

/** Nobody got them: what is tried again uploads them again. What cannot be deleted now is remembered, or no erasure would find it. */
async function withoutFiles(
  at: Pick<Account<CloudSettings>, 'settings'>,
  tools: Tools,
  files: readonly Uploaded[],
  outcome: Outcome,
  left: ReturnType<typeof patience>,
): Promise<Outcome> {
  const ids = files.map(idOf);
  if (ids.length === 0) return outcome;
  const also = left(secondsToForget) < secondsToForget ? ids : (await forgetFiles(at, ids, tools)).left;
  return { ...outcome, also };
}

const secondsToForget = 40;

type Said = Pick<Outbound, 'text' | 'language'> & { readonly choices: readonly string[] };
/** A file carries the words where it can; else they go first, or last where something is to be tapped. */
function partsOf({ text, choices, language }: Said, files: readonly Uploaded[]): object[] {
  const [only] = files;
  const isCaption =
    choices.length === 0 && files.length === 1 && only !== undefined && only.kind !== 'audio' && [...text].length <= mostCaption;
  const words = text === '' || isCaption ? [] : [{ type: 'text', text: { body: text, preview_url: false } }];
  const media = files.map(({ kind, id, name }) => ({
    type: kind,
    [kind]: { id, ...(kind === 'document' && { filename: name }), ...(isCaption && text !== '' && { caption: text }) },
  }));
  return choices.length > 0 ? [...media, interactiveOf(text, choices, language)] : [...words, ...media];
}

/** Only what WhatsApp shows by itself goes as what it is; anything else is a document. */
function kindOf(type: string): 'image' | 'video' | 'audio' | 'document' {
  if (type === 'image/jpeg' || type === 'image/png') return 'image';
  if (type === 'video/mp4' || type === 'video/3gpp') return 'video';
  return /^audio\/(aac|amr|mpeg|mp4|ogg)$/.test(type) ? 'audio' : 'document';
}

/** Nothing was sent yet: whatever became of the upload, it may be done again. */
function notUploaded(answer: Answer | Silence): Outcome {
  const outcome = refusalOf(answer);
  if (outcome.outcome !== 'failed' || outcome.because !== 'unknown-fate') {
    const code = 'body' in answer ? Number(obj(answer.body['error'])['code']) : 0;
    return code === 100
      ? { outcome: 'failed', because: 'file-not-taken', words: 'WhatsApp does not take a file of this kind or size.' }
      : outcome;
  }
  return { outcome: 'retry', because: 'unreachable', words: 'Meta could not take a file at this moment. It will be tried again.' };
}

const tooSlow = {
  outcome: 'retry',
  because: 'unreachable',
  words: 'Meta took longer than we wait. It will be tried again.',
} as const;
const partly = {
  outcome: 'failed',
  because: 'partly-sent',
  words: 'Only a part of this was taken by WhatsApp: the rest did not leave. Look into the chat with the person before sending it again.',
} as const;
