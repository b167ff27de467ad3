// How the three kinds of account differ in what they hand in.
import type { Choice } from '../../../playing.ts';
import type { Emulated, Stored } from './state.ts';

export type MetaKind = 'whatsapp' | 'messenger' | 'instagram';
export const objects = { whatsapp: 'whatsapp_business_account', messenger: 'page', instagram: 'instagram' } as const;

type File = Stored & { readonly id: string; readonly url: string };
type Of = { readonly id: string; readonly businessId: string; readonly kind: MetaKind };

/** `to`: the message below which it stood; `isListed`: behind a list rather than on a button. */
export type Tapped = { readonly choice: Choice; readonly to: string; readonly isListed: boolean };

/** The webhook of a message that somebody wrote, or tapped. WhatsApp names no number: that is what our side must do without. */
export function saidBy(
  { kind, id, businessId }: Of,
  { from, id: mid, text, at }: Emulated,
  files: readonly File[],
  tapped?: Tapped,
): object {
  if (kind === 'whatsapp') {
    const head = { from_user_id: from, id: mid, timestamp: String(Math.floor(at.getTime() / 1000)) };
    if (tapped) {
      const kind = tapped.isListed ? 'list_reply' : 'button_reply';
      const answer = {
        context: { from: '12025550100', id: tapped.to },
        type: 'interactive',
        interactive: { type: kind, [kind]: tapped.choice },
      };
      return whatsapp(businessId, { ...metadata(id), contacts: contactsOf(from), messages: [{ ...head, ...answer }] });
    }
    const [file] = files;
    const part = file
      ? {
          type: wordOf(file.type, 'document'),
          [wordOf(file.type, 'document')]: { id: file.id, mime_type: file.type, ...(text && { caption: text }) },
        }
      : { type: 'text', text: { body: text } };
    return whatsapp(businessId, { ...metadata(id), contacts: contactsOf(from), messages: [{ ...head, ...part }] });
  }
  const attachments = files.map(({ type, url }) => ({ type: wordOf(type, 'file'), payload: { url } }));
  const message = {
    mid,
    ...(text && { text }),
    ...(tapped && { quick_reply: { payload: tapped.choice.id } }),
    ...(attachments.length > 0 && { attachments }),
  };
  return paged(kind, id, [{ sender: { id: from }, recipient: { id }, timestamp: at.getTime(), message }], at);
}

/** The webhook of what became of a message of ours; undefined where this kind tells nothing. */
export function becameOf({ kind, id, businessId }: Of, { to, id: mid, at, asked, status, errorCode }: Emulated): object | undefined {
  if (kind === 'whatsapp') {
    const told = { id: mid, status, timestamp: String(Math.floor(at.getTime() / 1000)), recipient_user_id: to };
    const own = typeof asked['biz_opaque_callback_data'] === 'string' && { biz_opaque_callback_data: asked['biz_opaque_callback_data'] };
    const errors = status === 'failed' && { errors: [{ code: errorCode, title: `Failed for ${to}` }] };
    return whatsapp(businessId, { ...metadata(id), statuses: [{ ...told, ...own, ...errors }] });
  }
  const happened = { sender: { id: to }, recipient: { id }, timestamp: at.getTime() };
  if (status === 'read' && kind === 'instagram') return paged(kind, id, [{ ...happened, read: { mid } }], at);
  if (status === 'read') return paged(kind, id, [{ ...happened, read: { watermark: at.getTime() } }], at);
  return status === 'delivered' && kind === 'messenger'
    ? paged(kind, id, [{ ...happened, delivery: { mids: [mid], watermark: at.getTime() } }], at)
    : undefined;
}

const contactsOf = (user: string) => [{ profile: { name: 'Ada' }, user_id: user }];
const metadata = (id: string) => ({
  messaging_product: 'whatsapp',
  metadata: { display_phone_number: '12025550100', phone_number_id: id },
});
const whatsapp = (businessId: string, value: object): object => ({
  object: objects.whatsapp,
  entry: [{ id: businessId, changes: [{ field: 'messages', value }] }],
});
const paged = (kind: MetaKind, id: string, messaging: readonly object[], at: Date): object => ({
  object: objects[kind],
  entry: [{ id, time: at.getTime(), messaging }],
});
const wordOf = (type: string, other: string): string => /^(image|video|audio)\//.exec(type)?.[1] ?? other;
