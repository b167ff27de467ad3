// Two companies in one house: what is in the first, and somebody who may do everything in the second, with all that they could try to reach it by.
import type { Answer } from '@parley/contract';
import { createWorkspace } from '#access';
import { receive } from '#conversations';
import { type InboxId, newId, type StaffId, type WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { arrive } from '#people';
import { openSession } from '../../src/rights/sessions.ts';
import { idsOf } from './asking.ts';
import { fill } from './filled.ts';
import { ofDecisions, ofHandovers } from './filled-apart.ts';
import { openHouse } from './house.ts';
import type { TestRoom } from './room.ts';

export const carol = { name: 'Carol', email: 'carol@lantern.example.com', password: 'a long pass phrase 42' };
const dora = { name: 'Dora', email: 'dora@example.net', password: 'a long pass phrase 43' };
type House = Awaited<ReturnType<typeof openHouse>>;
type Client = Awaited<ReturnType<House['staffClient']>>;
/** A channel of a company's own, whose system signs with a secret of its own. */
export type Hook = { readonly url: string; readonly secret: string };

/** `theirs`: real ids of the first company; `own`: what is in the second, an id by the name of its parameter; `tokens` of the second, by whom a route is for. */
export async function openTwoCompanies() {
  const house = await openHouse({ empty: true });
  const first = await createWorkspace(house.tools, { company: 'Lantern', language: 'en', country: 'DE', staff: carol });
  const within = ctxOf(house, first.workspace);
  await fill({ tools: house.tools, workspace: first.workspace, ctx: within } as unknown as TestRoom, 1);
  const staff = await house.staffClient(carol);
  await opened(house, staff);
  const scimOfTheirs = await furnished(staff);
  const hookOfTheirs = await hooked(staff, 2);
  const theirs = await idsOf(house.adminUrl, first.workspace);

  const second = await createWorkspace(house.tools, { company: 'Loom', language: 'en', country: 'DE', staff: dora });
  const { token } = await ctxOf(
    house,
    second.workspace,
  )(async (ctx) => {
    const { person } = await arrive(ctx, { kind: 'email', value: 'ada@example.net', name: 'Ada' });
    return openSession(ctx, person);
  });
  const ours = await house.staffClient(dora);
  const { visitor, kiosk } = await opened(house, ours);
  const cookie = await signedIn(house, dora);
  const tokens: Record<string, Record<string, string>> = {
    staff: { cookie },
    person: { authorization: `Bearer ${token}` },
    visitor: { authorization: `Bearer ${visitor}` },
    kiosk: { authorization: `Bearer ${kiosk}` },
  };
  const { own, scim } = await equipped(house, ours, { workspace: second.workspace, cookie });
  return {
    ...{
      house,
      theirs,
      own,
      tokens,
      scim: { theirs: scimOfTheirs, ours: scim },
      hooks: { theirs: hookOfTheirs, ours: await hooked(ours, 1) },
    },
    inFirst: within,
    inSecond: ctxOf(house, second.workspace),
    cookieOf: (who: typeof carol) => signedIn(house, who),
  };
}

function ctxOf(house: House, workspace: WorkspaceId): TestRoom['ctx'] {
  const who = { workspace, actor: { kind: 'system', id: 'test' } } as const;
  return (work, more = {}) => act(house.tools, { ...who, purpose: 'service-conversation', ...more }, work);
}

async function signedIn(house: House, { email, password }: { email: string; password: string }): Promise<string> {
  const answer = await fetch(`${house.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** A notice, a visitor's token, and a store with a device. */
async function opened(house: House, staff: Client): Promise<{ visitor: string; kiosk: string }> {
  const facts = {
    address: 'Musterweg 1, Berlin',
    contactEmail: 'hello@example.net',
    dpoContact: 'privacy@example.net',
    authority: 'BlnBDI',
  };
  await staff.call('changeWorkspace', { body: facts });
  await staff.call('publishNotice', { body: {} });
  const chat = (await staff.call('addChannel', { body: { channel: 'web-chat', name: 'Chat', settings: {} } })) as Answer<'addChannel'>;
  const key = chat.snippet?.match(/data-key="([^"]+)"/)?.[1] ?? '';
  const { notice } = await house.publicClient().call('readWidget', { params: { key } });
  const body = { language: 'en', noticeId: notice.id, noticeHash: notice.hash } as const;
  const visitor = (await house.publicClient().call('startVisit', { params: { key }, body })).token;
  const place = { name: 'Mitte', address: 'Musterweg 1, 10115 Berlin', hours: '', inbox: chat.inbox.id, restSeconds: 60 };
  const store = await staff.call('addStore', { body: { ...place, languages: ['en'] } });
  const { code } = await staff.call('makeKioskCode', { params: { store: store.id }, body: { name: 'Door' } });
  const enrolled = await fetch(`${house.url}/v1/kiosks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  return { visitor, kiosk: ((await enrolled.json()) as { token: string }).token };
}

/** What a company has besides what `fill` gave it; gives the token of its provider. */
async function furnished(staff: Client): Promise<string> {
  await staff.call('addTeam', { body: { name: 'North' } });
  const tag = await staff.call('addTag', { body: { name: 'Likes lamps', months: 6 } });
  const agreement = { reference: 'DPA 7', signedOn: '2026-01-01', expiresOn: null };
  const archive = {
    code: 'archive',
    role: 'processor',
    name: 'Example Archive',
    service: 'keeps copies',
    region: 'IN',
    transfer: null,
  } as const;
  await staff.call('addVendor', { body: { ...archive, agreement } });
  const provider = (await staff.call('listProviders')).items[0]?.id ?? '';
  const { token } = await staff.call('makeScimToken', { params: { provider }, body: {} });
  const mail = (await staff.call('listChannels')).items.find(({ inbox }) => inbox.channel === 'email')?.inbox.id ?? '';
  const texts = [{ language: 'en', subject: 'Light', text: 'Hello' } as const];
  const audience = { any: [tag.id], all: [], none: [] };
  const marketing = (await staff.call('listPurposes')).items.find(({ code }) => code === 'marketing')?.id ?? '';
  await staff.call('changePurpose', { params: { purpose: marketing }, body: { active: true, reason: 'a spring letter' } });
  await staff.call('addCampaign', { body: { name: 'Spring', purpose: 'marketing', inbox: mail, texts, audience } });
  await staff.call('askExport');
  await staff.call('askEnd', {
    body: { endsAt: new Date(Date.now() + 60 * 86_400_000).toISOString(), returns: false, holds: 'wait' },
  });
  return token;
}

async function hooked(staff: Client, byte: number): Promise<Hook> {
  const secret = `whsec_${Buffer.alloc(32, byte).toString('base64')}`;
  const settings = { url: 'https://app.example.com/parley', secret };
  const channel = (await staff.call('addChannel', { body: { channel: 'custom', name: 'App', settings } })) as Answer<'addChannel'>;
  return { secret, url: channel.webhook ?? '' };
}

/** What the second company has, besides what it opened with. */
async function equipped(house: House, staff: Client, { workspace, cookie }: { workspace: WorkspaceId; cookie: string }) {
  const within = ctxOf(house, workspace);
  const { id: other } = await within(async (ctx) => ({
    id: (await arrive(ctx, { kind: 'email', value: 'boris@example.net' })).person,
  }));
  const inboxes = (await staff.call('listInboxes')).items;
  const inbox = inboxes.find(({ channel }) => channel === 'web-chat')?.id ?? '';
  const { person } = await within((ctx) => arrive(ctx, { kind: 'visitor', value: newId('vst'), name: 'Gina' }));
  const said = await within((ctx) => receive(ctx, { inbox: inbox as InboxId, person, text: 'Hello' }));
  const facts = { name: 'Loom ID', issuer: 'https://id.example.net', clientId: 'parley', domains: ['example.net'] };
  const provider = await staff.call('addProvider', {
    body: { ...facts, secret: 'a secret', addsPeople: true, groupsClaim: 'groups', groups: [], strongAcr: [], passwordsOff: false },
  });
  const { token: scim } = await staff.call('makeScimToken', { params: { provider: provider.id }, body: {} });
  const { id: mail } = (
    await staff.call('addChannel', {
      body: { channel: 'email', name: 'Mail', settings: { address: 'help@example.net', fromName: 'Loom' } },
    })
  ).inbox;
  const tag = await staff.call('addTag', { body: { name: 'Likes looms', months: 6 } });
  const marketing = (await staff.call('listPurposes')).items.find(({ code }) => code === 'marketing')?.id ?? '';
  await staff.call('changePurpose', { params: { purpose: marketing }, body: { active: true, reason: 'a spring letter' } });
  const me = (await staff.call('me')).staff.id;
  await within((ctx) => ofDecisions(ctx, person));
  await within((ctx) => ofHandovers(ctx, person, me as StaffId, 'a loom, taken along'));
  const file = await fetch(`${house.url}/v1/conversations/${said.conversation}/attachments`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'text/plain', 'x-file-name': 'loom.txt' },
    body: 'a loom',
  });
  const notice = (await staff.call('listNotices')).items.find(({ language }) => language === 'en');
  const more = await idsOf(house.adminUrl, workspace);
  const own: Record<string, string> = {
    ...{ noticeHash: notice?.hash ?? '', noticeId: notice?.id ?? '', attachment: ((await file.json()) as { id: string }).id },
    ...{ decision: [...more].find((id) => id.startsWith('dec_')) ?? '', handover: (await staff.call('listArrivals')).items[0]?.id ?? '' },
    ...{ person, other, inbox, mail, conversation: said.conversation, message: said.message, provider: provider.id, tag: tag.id },
    staff: me,
    'mergePeople .other': other,
    'addCampaign .inbox': mail,
    'changeCampaign .inbox': mail,
    team: (await staff.call('addTeam', { body: { name: 'South', inboxes: [inbox] } })).id,
    store: (await staff.call('listStores')).items[0]?.id ?? '',
    request: (await staff.call('openRequest', { body: { person, kind: 'access' } })).id,
    finding: (await staff.call('openFinding', { body: { title: 'A loom', severity: 'low', owner: me } })).id,
    audit: (await staff.call('planAudit', { body: { checklist: 'article-32', plannedOn: soon } })).id,
    assessment: (await staff.call('openAssessment', { body: { kind: 'dpia', title: 'Looms', purposes: ['service-conversation'] } })).id,
    campaign: (await staff.call('addCampaign', { body: { ...letter(mail) } })).id,
  };
  await staff.call('changeConversation', { params: { conversation: said.conversation }, body: { team: own['team'] ?? '' } });
  return { own, scim };
}
export const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const audience = { any: [], all: [], none: [] };
/** A draft of a campaign from this inbox. */
export const letter = (inbox: string) => ({
  name: 'Spring',
  purpose: 'marketing',
  inbox,
  texts: [{ language: 'en' as const, subject: 'Light', text: 'Hello' }],
  audience,
});
