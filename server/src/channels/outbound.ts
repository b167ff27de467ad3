// Builds what is to leave: asks the gate once more, right before sending, and opens the words under the permit it gives.
import { listed } from '@parley/contract/choices';
import { company, staffName } from '#access';
import { type Content, deliveryFields, type MessageFacts, readForDelivery } from '#conversations';
import { permit } from '#gate';
import { type Permit, signId } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { type IdentityRow, profileOf, readIdentity } from '#people';
import { purposeByCode } from '#purposes';
import type { Opened } from './accounts.ts';
import type { Outbound } from './adapter.ts';
import { type LinkedChoice, leaveLinks, readLeaveLink } from './choice-link.ts';
import { fits, leadsToChoices, roomFor } from './choices-told.ts';
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
  const template = adapter.templates ? await filledTemplate(ctx, right, facts.id) : undefined;
  const isAdvertising = use === 'start' && purpose?.advertising === true;
  const isByLaw = purpose?.lawfulBasis === 'legal-obligation'; // such as the answer to STOP: there is nothing to choose
  const isFull = isAdvertising ? holdsOwn(ctx, content, { ...facts, channel: adapter.name }) : isComplete(ctx, content, use);
  const leads = (adapter.name === 'email' || (!isByLaw && !isFull)) && (await leadsToChoices(ctx, adapter, facts, use));
  const leave = leads ? await leaveLinks(ctx, facts.person, facts.purpose, adapter.name) : undefined;
  const reading = profile?.language ?? language;
  const words = offered(content, adapter.taps?.(account.settings) ?? 0, adapter.capabilities.tapsOnPhones);
  const said = { ...words, language: reading, isAdvertising, preferencesUrl: undefined };
  const due = await owedNotice(ctx, facts.person, { adapter, language: reading, takesWords: template === undefined });
  // beside the way out of advertising, which goes first: a text that was written to fit with it does not fail for the notice
  const withLeave = { ...said, preferencesUrl: isAdvertising ? leave?.preferencesUrl : undefined };
  const owed = due && fits({ adapter, account }, { ...withLeave, owed: due }) ? due : due && null;
  const hasRoom = roomFor({ adapter, account }, { ...said, owed, preferencesUrl: leave?.preferencesUrl });
  return {
    id: facts.id,
    externalId: adapter.externalId(account, facts.id),
    use,
    purpose: facts.purpose,
    to: { value: to.kind === 'visitor' ? to.id : await readIdentity(ctx, right, to), name: profile?.name ?? undefined },
    fromName: writer ? `${writer} · ${name}` : name,
    language: reading,
    subject: content.subject,
    html: adapter.capabilities.html ? content.html : undefined,
    ...words,
    attachments: content.attachments.map(({ id, name: file, type, bytes }) => ({
      ...{ name: file, type, bytes },
      ...(adapter.capabilities.filesByLink && { link: lentUrl(ctx, { id, type }) }),
    })),
    thread: await thread(ctx, right, facts.conversation),
    replyToken: signId(ctx.tools, 'reply', facts.id),
    unsubscribeUrl: use === 'start' && purpose?.lawfulBasis !== 'legal-obligation' ? leave?.unsubscribeUrl : undefined, // what a no does not end offers none
    preferencesUrl: hasRoom ? leave?.preferencesUrl : undefined,
    template,
    owed,
    isAdvertising,
  };
}

/** Words that lead to the choices themselves are made no longer, and a question with buttons stays one message: the next answer leads there. */
const isComplete = (ctx: Ctx, { text, choices }: Content, use: 'reply' | 'start'): boolean =>
  text.includes(`${config.of(ctx).publicUrl}/p/`) || (use === 'reply' && choices.length > 0);

/** Whether advertising holds the way out of whoever reads it: by another's link their no would end somebody else's messages, and not their own. */
function holdsOwn(
  ctx: Ctx,
  { text }: Content,
  { person, purpose, channel }: Pick<LinkedChoice, 'person' | 'purpose' | 'channel'>,
): boolean {
  const after = text.split(`${config.of(ctx).publicUrl}/p/`).slice(1);
  return after.some((rest) => {
    const choice = readLeaveLink(ctx.tools, /^[\w.-]*/.exec(rest)?.[0] ?? '');
    return choice?.workspace === ctx.workspace && choice.person === person && choice.purpose === purpose && choice.channel === channel;
  });
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

/** Bytes an outgoing message takes, before any encoding. */
export function sizeOf(outbound: Outbound): number {
  return (
    Buffer.byteLength(outbound.text) +
    Buffer.byteLength(outbound.html ?? '') +
    outbound.attachments.reduce((sum, file) => sum + file.bytes.length, 0)
  );
}
