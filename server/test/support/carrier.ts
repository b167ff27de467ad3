// Mail that really goes, by carriers with an agreement: a processor and a joint controller. For tests of what recipients have to hear.
import { expect } from 'vitest';
import { messageFacts, receive, reply } from '#conversations';
import type { Actor } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { addVendor } from '#vendors';
import { openChannel } from '../../src/channels/accounts.ts';
import { adapterOf } from '../../src/channels/adapters.ts';
import { deliver } from '../../src/channels/deliver.ts';
import type { TestRoom } from './room.ts';

/** Opens a mailbox from which `carried` writes to somebody by the carrier of this code; `restore` gives the adapter back, which other files use. */
export async function openCarriers(room: TestRoom, staff: Actor) {
  const email = adapterOf('email');
  const original = { ...email };
  const send = async (_: unknown, { externalId }: { externalId: string }) => ({ outcome: 'sent', externalId });
  Object.assign(email, { send, recipient: () => 'lamp-makers' });
  const agreement = { reference: 'A-1', signedOn: '2026-01-01', expiresOn: null };
  const both = { service: 'Carries mail', region: 'DE', transfer: null, agreement };
  const inbox = await room.ctx(async (ctx) => {
    await addVendor(ctx, { code: 'lamp-makers', role: 'joint-controller', name: 'Lamp Makers', ...both });
    await addVendor(ctx, { code: 'smtp-relay', role: 'processor', name: 'Carrier', ...both });
    const settings = { address: 'support@lantern.example.com' };
    return (await openChannel(ctx, { channel: 'email', name: 'Support', settings })).account.inbox;
  });
  async function carried(person: PersonId, recipient: 'smtp-relay' | 'lamp-makers'): Promise<void> {
    Object.assign(email, { recipient: () => recipient });
    const { conversation } = await room.ctx((ctx) => receive(ctx, { inbox, person, text: 'Hello', subject: 'A lamp' }));
    const answer = { conversation, text: 'Hello Ada', purpose: 'service-conversation' };
    const { message } = await room.ctx((ctx) => reply(ctx, answer), { actor: staff });
    await deliver({ tools: room.tools, workspace: room.workspace, attempt: 1 }, message);
    expect((await room.ctx((ctx) => messageFacts(ctx, message)))?.delivery).toBe('sent');
  }
  return { carried, restore: () => void Object.assign(email, original) };
}
