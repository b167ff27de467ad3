// What stands behind the conversations of the demo: a store, an audience and a letter that waits to be sent, a request, a hold and the beginning of an assessment.
import type { signIn } from './demo.ts';
import { letter, store } from './demo-texts.ts';

type Staff = Awaited<ReturnType<typeof signIn>>;
const day = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString().slice(0, 10);

/** Fills the rooms that an office would have filled within its first weeks; everything by the doors that the pages use. */
export async function fillOffice(client: Staff): Promise<void> {
  const inboxes = (await client.call('listChannels')).items.map(({ inbox }) => inbox);
  const inboxOf = (channel: string): string => inboxes.find((each) => each.channel === channel)?.id ?? '';
  await client.call('addStore', { body: { ...store, inbox: inboxOf('web-chat') } });
  const friends = await client.call('addTag', { body: { name: 'Workshop friends', months: 24 } });
  await client.call('addCampaign', {
    body: {
      ...letter,
      purpose: 'marketing',
      inbox: inboxOf('email'),
      audience: { any: [friends.id], all: [], none: [] },
    },
  });
  const { items } = await client.call('listConversations', { query: { view: 'open' } });
  const { items: staff } = await client.call('listStaff');
  const workshop = await client.call('addTeam', {
    body: { name: 'Workshop', inboxes: inboxes.map(({ id }) => id), members: staff.map(({ id }) => id) },
  });
  const repair = items.find(({ team, assignee }) => team === null && assignee === null);
  if (repair) await client.call('changeConversation', { params: { conversation: repair.id }, body: { team: workshop.id } });
  const [boris, ada] = ['Opening hours in December', 'Invoice for the linen shade'].map((subject) =>
    items.find((each) => each.subject === subject),
  );
  if (boris) await client.call('openRequest', { body: { person: boris.person.id, kind: 'access' } });
  if (ada)
    await client.call('placeHold', {
      body: { conversation: ada.id, ground: 'legal-obligation', reason: 'The invoice belongs to the books', reviewOn: inDays(180) },
    });
  await client.call('openAssessment', { body: { kind: 'dpia', title: 'The newsletter of the shop', purposes: ['marketing'] } });
}
