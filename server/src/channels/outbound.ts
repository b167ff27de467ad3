// Builds what is to leave: asks the gate once more, right before sending, and opens the words under the permit it gives.
import { listed } from '@parley/contract/choices';
import { company, staffName } from '#access';
import { type Content, deliveryFields, type MessageFacts, readForDelivery } from '#conversations';
import { permit } from '#gate';
import { type Permit, signId, signToken } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { PersonId, StaffId } from '#kit/ids';
import { type IdentityRow, profileOf, readIdentity } from '#people';
import { purposeByCode } from '#purposes';
import type { Opened } from './accounts.ts';
import type { ChannelKind, Outbound } from './adapter.ts';
import { externalField, thread } from './external.ts';
import { lentUrl } from './lent.ts';
import { owedNotice } from './owed.ts';
import { filledField, filledTemplate } from './templates/templates.ts';

const fields = [...deliveryFields, externalField, filledField, 'identities.value', 'people.name', 'people.language'];
type No = { readonly allowed: false; readonly because: string; readonly article: string; readonly words: string };
export type Built = { readonly allowed: true; readonly outbound: Outbound; readonly recipient: string | null } | No;

/** The message as the adapter sends it, or why it may not leave now (consent withdrawn, agreement expired). Throws Problem `erased`. */
export async function build(ctx: Ctx, facts: MessageFacts, { adapter, account }: Opened, to: IdentityRow, isLate = false): Promise<Built> {
  const recipient = adapter.recipient(account.settings, ctx.tools);
  const answer = await permit(ctx, {
    act: 'send',
    person: facts.person,
    purpose: facts.purpose,
    channel: adapter.name,
    fields,
    ...(recipient !== null && { recipient }),
    ...(facts.answering && { answering: facts.answering }),
  });
  if (!answer.allowed) return answer;
  const content = await readForDelivery(ctx, answer.permit, facts.id);
  return {
    allowed: true,
    recipient,
    outbound: { ...(await compose(ctx, answer.permit, facts, { adapter, account }, to, content)), isLate },
  };
}

async function compose(
  ctx: Ctx,
  right: Permit,
  facts: MessageFacts,
  { adapter, account }: Pick<Opened, 'adapter' | 'account'>,
  to: IdentityRow,
  content: Content,
): Promise<Outbound> {
  const profile = await profileOf(ctx, right, facts.person);
  const { name, language } = await company(ctx);
  const writer = facts.author.kind === 'staff' ? await staffName(ctx, facts.author.id as StaffId) : '';
  const purpose = await purposeByCode(ctx, facts.purpose);
  const use = facts.answering && facts.purpose === 'service-conversation' ? 'reply' : 'start';
  // every mail leads to the choices; where length is counted, and people leave by a word, only what began with us
  const leave = use === 'start' || adapter.name === 'email' ? await leaveLinks(ctx, facts.person, facts.purpose, adapter.name) : undefined;
  const template = adapter.templates ? await filledTemplate(ctx, right, facts.id) : undefined;
  return {
    id: facts.id,
    externalId: adapter.externalId(account, facts.id),
    use,
    purpose: facts.purpose,
    to: { value: to.kind === 'visitor' ? to.id : await readIdentity(ctx, right, to), name: profile?.name ?? undefined },
    fromName: writer ? `${writer} · ${name}` : name,
    language: profile?.language ?? language,
    subject: content.subject,
    html: adapter.capabilities.html ? content.html : undefined,
    ...offered(content, adapter.taps?.(account.settings) ?? 0, adapter.capabilities.tapsOnPhones),
    attachments: content.attachments.map(({ id, name: file, type, bytes }) => ({
      ...{ name: file, type, bytes },
      ...(adapter.capabilities.filesByLink && { link: lentUrl(ctx, { id, type }) }),
    })),
    thread: await thread(ctx, right, facts.conversation),
    replyToken: signId(ctx.tools, 'reply', facts.id),
    unsubscribeUrl: use === 'start' && purpose?.lawfulBasis !== 'legal-obligation' ? leave?.unsubscribeUrl : undefined, // what a no does not end offers none
    preferencesUrl: leave?.preferencesUrl,
    template,
    owed: await owedNotice(ctx, facts.person, { adapter, language: profile?.language ?? language, takesWords: template === undefined }),
    isAdvertising: use === 'start' && purpose?.advertising === true,
  };
}

/** A reply with its choices, for a channel that shows so many as buttons: all of them, or all as a numbered list below the text; both where only phones show the buttons. */
export function offered(
  { text, choices }: Pick<Content, 'text' | 'choices'>,
  taps: number,
  onPhones = false,
): Pick<Outbound, 'text' | 'choices'> {
  const isList = choices.length > taps;
  return { text: isList || onPhones ? listed(text, choices) : text, choices: isList ? [] : choices };
}

/** One step to leave (Art. 7(3), RFC 8058): the links hold for a year and name one purpose on one channel, and the channel that carried them. */
export async function leaveLinks(
  ctx: Ctx,
  person: PersonId,
  purpose: string,
  channel: ChannelKind,
  heardOn: ChannelKind = channel,
): Promise<{ unsubscribeUrl: string; preferencesUrl: string }> {
  const token = signToken(
    ctx.tools,
    'preferences',
    { workspace: ctx.workspace, person, purpose, channel, heardOn },
    new Date(ctx.now.getTime() + 365 * 86_400_000),
  );
  const { publicUrl } = config.of(ctx);
  return { unsubscribeUrl: `${publicUrl}/v1/unsubscribe/${token}`, preferencesUrl: `${publicUrl}/privacy/preferences/${token}` };
}

/** Bytes an outgoing message takes, before any encoding. */
export function sizeOf(outbound: Outbound): number {
  return (
    Buffer.byteLength(outbound.text) +
    Buffer.byteLength(outbound.html ?? '') +
    outbound.attachments.reduce((sum, file) => sum + file.bytes.length, 0)
  );
}
