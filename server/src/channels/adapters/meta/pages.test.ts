// Messenger and Instagram the whole way through the house, with the emulator as Meta.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outward } from '#conversations';
import type { ConversationId, StaffId } from '#kit/ids';
import { eventually } from '#test/house';
import { instagram, messenger, openMetaHouse, post, whatsapp } from '#test/meta';
import { png } from '#test/pictures';
import { adapters } from '../../adapters.ts';
import { show } from '../../signals/signals.ts';

type Bench = Awaited<ReturnType<typeof openMetaHouse>>;
let bench: Bench;
let [house, carol, emulator] = [] as unknown as [Bench['house'], Bench['carol'], Bench['emulator']];
const urls: Record<string, string> = {};
const second = { ...messenger, pageId: '108734602494995' };
const [ada, boris, carla] = ['6789012345678901', '6789012345678902', '6789012345678977'];

beforeAll(async () => {
  bench = await openMetaHouse();
  ({ house, carol, emulator } = bench);
  for (const [name, channel, settings] of [
    ['page', 'messenger', messenger],
    ['second', 'messenger', second],
    ['profile', 'instagram', instagram],
  ] as const) {
    const opened = await carol.call('addChannel', { body: { channel, name, settings } });
    urls[name] = opened.webhook ?? '';
    if (name !== 'second') expect(await carol.call('connectChannel', { params: { inbox: opened.inbox.id } })).toMatchObject({ ok: true });
  }
  const vendor = (await carol.call('listVendors')).items.find(({ code }) => code === 'meta');
  const agreement = { reference: 'DPA 2026', signedOn: '2026-01-05', expiresOn: null };
  await carol.call('changeVendor', { params: { vendor: vendor?.id ?? '' }, body: { agreement, transfer: 'A45-3' } });
});
afterAll(() => bench.stop());

const threadOf = (excerpt: string) =>
  eventually(`the conversation with “${excerpt}”`, async () => (await bench.conversations()).find((each) => each.excerpt === excerpt));
const reaches = (conversation: string, id: string, state: string) =>
  eventually(`it is ${state}`, async () => {
    const now = await bench.standOf(conversation, id);
    return now?.delivery === state ? now : undefined;
  });
const happened = (page: string, ...events: object[]) => ({ object: 'page', entry: [{ id: page, time: 1, messaging: events }] });
const by = (sender: string, event: object) => ({ sender: { id: sender }, recipient: { id: 'x' }, timestamp: Date.now(), ...event });

describe('Messenger', () => {
  it('carries words and files both ways, and follows an answer up to the moment it was read', async () => {
    expect(
      await emulator.write(messenger.pageId, {
        from: ada,
        text: 'The shade is crooked.',
        files: [{ type: 'image/png', bytes: png({ width: 8, height: 8 }) }],
      }),
    ).toEqual([200]);
    const thread = await threadOf('The shade is crooked.');
    expect((await bench.messagesOf(thread.id))[0]?.attachments).toMatchObject([{ name: 'file-1.png' }]);
    const { id } = await bench.answer(thread.id, 'We send a new one.');
    await reaches(thread.id, id, 'delivered');
    expect(bench.sent(messenger.pageId)[0]?.asked).toMatchObject({
      recipient: { id: ada },
      messaging_type: 'RESPONSE',
      message: { text: expect.stringMatching(/^We send a new one\.\n\nYour choices: http:\S+\/p\/\S+$/) },
    });
    expect(await post(urls['page'] ?? '', happened(messenger.pageId, by(ada, { read: { watermark: Date.now() + 60_000 } })))).toBe(200);
    await reaches(thread.id, id, 'read');
    const far = { mid: 'm_far', attachments: [{ type: 'image', payload: { url: 'https://files.example.com/lamp.png' } }] };
    expect(await post(urls['page'] ?? '', happened(messenger.pageId, by(ada, { message: far })))).toBe(200);
    const missing = (await bench.messagesOf(thread.id)).at(-1)?.attachments;
    expect(missing).toMatchObject([{ name: 'file-1-missing.txt' }]); // no host but Meta's is asked, whatever a webhook says
  });

  it('shows who writes to the person, and that their words were read only where somebody said so, and why', async () => {
    const inbox = (await carol.call('listChannels')).items.find(({ inbox: { name } }) => name === 'page')?.inbox.id ?? '';
    const change = (settings: object, reason?: string) =>
      carol.call('changeChannel', { params: { inbox }, body: { settings: { ...settings }, ...(reason && { reason }) } });
    const shown = () =>
      emulator.state.signals.filter(({ account, to }) => account === messenger.pageId && to === carla).map(({ kind }) => kind);
    const read = async (text: string) => {
      expect(await emulator.write(messenger.pageId, { from: carla, text })).toEqual([200]);
      const thread = await threadOf(text);
      await carol.call('markRead', { params: { conversation: thread.id }, body: { sequence: 100 } });
      return thread.id;
    };
    const conversation = await read('Is anybody there?'); // nobody is told of this one
    const writing = { params: { conversation }, body: { state: 'writing' as const } };
    const staff = (await carol.call('me')).staff.id as StaffId;
    const by = (...permissions: string[]) =>
      show(house.tools, {
        ...{ workspace: house.workspace, conversation: conversation as ConversationId, doing: 'typing' },
        actor: {
          kind: 'staff',
          id: staff,
          reach: { grants: [{ permissions, purposes: null, inboxes: null, teams: null }], permission: 'conversations.read' },
        },
      });
    expect(await by('conversations.read', 'conversations.write')).toBe(false); // it would tell Meta when people work
    await change({ showsTyping: true }, 'People wait for us.');
    expect(await by('conversations.read')).toBe(false); // whatever else whoever stands behind it may do
    const showing = outward.of(house);
    const told: string[] = [];
    outward.set(house.tools, (_tools, { doing }) => told.push(doing));
    const { key } = await carol.call('makeApiKey', {
      body: { name: 'Sync', scopes: ['conversations.read', 'conversations.write'], days: 30 },
    });
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const asKey = { method: 'POST', headers, body: JSON.stringify(writing.body) };
    expect((await fetch(`${house.url}/v1/conversations/${conversation}/presence`, asKey)).status).toBe(204);
    outward.set(house.tools, showing);
    expect(told).toEqual([]); // nobody sits there
    await carol.call('tellPresence', writing);
    await eventually('somebody is seen writing', async () => shown().length > 0);
    await carol.call('tellPresence', { ...writing, body: { state: 'viewing' } });
    await eventually('and then no more', async () => shown().includes('stopped'));
    await expect(change({ tellsRead: true })).rejects.toMatchObject({ problem: { because: 'reason-needed', article: '25(2)' } });
    await change({ tellsRead: true }, 'Our people want to see that we are there.');
    await read('Still here');
    await eventually('it is told that this was read', async () => shown().includes('read'));
    expect(shown()).toEqual(['typing', 'stopped', 'read']);
    await emulator.write(messenger.pageId, { from: carla, text: 'And one more' });
    const newer = {
      ...{ workspace: house.workspace, conversation: (await threadOf('And one more')).id as ConversationId, doing: 'read' as const },
    };
    expect(await show(house.tools, { ...newer, actor: { kind: 'staff', id: staff } })).toBe(false); // Messenger would say it of that one too
    await carol.call('undoStep', { params: { setting: 'channels.tell-read' }, query: { part: inbox } });
    expect((await carol.call('listChannels')).items.find((each) => each.inbox.id === inbox)?.settings).not.toHaveProperty('tellsRead');
    const ledger = JSON.stringify((await carol.call('listLedger', { query: { limit: 50 } })).items);
    expect(ledger).toContain('default.lowered');
    expect(house.log.join('')).not.toContain(carla);
  });

  it('follows what is edited, reacted to and taken back', async () => {
    const tell = (...events: object[]) => post(urls['page'] ?? '', happened(messenger.pageId, ...events.map((event) => by(ada, event))));
    expect(await tell({ message: { mid: 'm_later', text: 'Two lamps' } })).toBe(200);
    const { id } = await threadOf('Two lamps');
    const now = async () => (await bench.messagesOf(id)).at(-1);
    expect(await tell({ message_edit: { mid: 'm_later', text: 'Three lamps', num_edit: 1 } })).toBe(200);
    expect(await tell({ reaction: { mid: 'm_later', action: 'react', reaction: 'love', emoji: '❤' } })).toBe(200);
    expect(await now()).toMatchObject({ text: 'Three lamps', changes: { edited: expect.any(String), reaction: '❤' } });
    expect(await tell({ message: { mid: 'm_later', is_deleted: true } })).toBe(200);
    expect(await now()).toMatchObject({ text: '', changes: { unsent: expect.any(String), reaction: null } });
  });

  it('hands in for another page of the same app, never for one with another secret; an echo is no message', async () => {
    const body = happened(
      second.pageId,
      by(boris, { message: { mid: 'm_2', text: 'To the second page' } }),
      by(boris, { message: { mid: 'm_3', text: 'ours', is_echo: true } }),
    );
    expect(await post(urls['page'] ?? '', body)).toBe(200);
    expect(await threadOf('To the second page')).toMatchObject({ inbox: { name: 'second' }, lastSequence: 1 });
    await carol.call('addChannel', {
      body: { channel: 'messenger', name: 'third', settings: { ...messenger, pageId: '108734602494996', appSecret: 'f'.repeat(32) } },
    });
    expect(
      await post(urls['page'] ?? '', happened('108734602494996', by(boris, { message: { mid: 'm_4', text: 'To the third page' } }))),
    ).toBe(503); // its secret here may be one from before: Meta must come again
    expect((await bench.conversations()).some(({ excerpt }) => excerpt === 'To the third page')).toBe(false);
  });

  it('counts the window from when somebody wrote, also where Meta hands it in days later', async () => {
    const late = {
      ...by('6789012345678903', { message: { mid: 'm_old', text: 'From yesterday' } }),
      timestamp: Date.now() - 25 * 3_600_000,
    };
    expect(await post(urls['page'] ?? '', happened(messenger.pageId, late))).toBe(200);
    const { id } = await threadOf('From yesterday');
    expect(await carol.call('readWindow', { params: { conversation: id } })).toMatchObject({ state: 'person' });
  });

  it('lets a person of the company write for seven days, marked as such, and then nobody', async () => {
    const thread = await threadOf('To the second page');
    const signIn = () => carol.call('signIn', { body: { email: house.admin.email, password: house.admin.password } });
    const params = { conversation: thread.id };
    emulator.open({ ...emulator.state.accounts.get(messenger.pageId), id: second.pageId, ids: [second.pageId, second.pageId] } as never);
    house.passTime(25 * 3_600_000);
    await signIn();
    expect(await carol.call('readWindow', { params })).toMatchObject({ state: 'person', templates: false, until: expect.any(String) });
    const { id } = await bench.answer(thread.id, 'Sorry for the wait.');
    await reaches(thread.id, id, 'delivered');
    expect(bench.sent(second.pageId)[0]?.asked).toMatchObject({ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' });
    house.passTime(7 * 24 * 3_600_000);
    await signIn();
    expect(await carol.call('readWindow', { params })).toMatchObject({ state: 'closed' });
    const late = await bench.answer(thread.id, 'Still there?');
    expect((await reaches(thread.id, late.id, 'refused')).deliveryWords).toContain('must write again first');
    await expect(carol.call('listTemplates', { params, query: {} })).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('Instagram', () => {
  it('answers within its letters, and files go by their address', async () => {
    expect(await emulator.write(instagram.instagramId, { from: ada, text: 'Is it blue?' })).toEqual([200]);
    const thread = await threadOf('Is it blue?');
    expect(thread.inbox).toMatchObject({ channel: 'instagram' });
    const { id } = await bench.answer(thread.id, 'Yes, blue.');
    await reaches(thread.id, id, 'sent');
    await expect(bench.answer(thread.id, 'ä'.repeat(501))).rejects.toMatchObject({
      problem: { because: 'too-long', fields: [{ path: 'body/text', message: 'is longer than the 1000 bytes that this channel takes' }] },
    });
    const { longest } = await carol.call('readWindow', { params: { conversation: thread.id } });
    expect(longest).toEqual({ most: 1_000, counts: 'bytes', taps: 0 });
    const upload = async (name: string, type: string, bytes: Buffer) =>
      (await carol.call('uploadAttachment', { params: { conversation: thread.id }, bytes, type, fileName: name })).id;
    const attachments = [
      await upload('blue.png', 'image/png', png({ width: 8, height: 8 })),
      await upload('a plan.txt', 'text/plain', Buffer.from('a plan')),
    ];
    const files = await carol.call('addMessage', {
      params: { conversation: thread.id },
      body: { kind: 'message', text: 'Look:', attachments },
    });
    await reaches(thread.id, files.id, 'sent');
    const [picture, plan] = bench
      .sent(instagram.instagramId)
      .slice(-2)
      .map(({ asked }) => (asked as { message: { text?: string; attachment?: { type: string; payload: { url: string } } } }).message);
    expect(picture?.attachment).toMatchObject({ type: 'image', payload: { url: expect.stringMatching(/\/lent\/.+\.png$/) } });
    expect((await fetch(picture?.attachment?.payload.url ?? '')).status).toBe(200);
    expect(plan?.text).toMatch(/^📎 a plan\.txt\nhttp.+\/lent\//);
    const seen = bench.sent(instagram.instagramId)[0];
    expect(
      await emulator.hand(instagram.instagramId, {
        object: 'instagram',
        entry: [{ id: instagram.instagramId, messaging: [by(ada, { read: { mid: seen?.id } })] }],
      }),
    ).toEqual([200]);
    await reaches(thread.id, id, 'read');
  });

  it('lets a person take back what they wrote', async () => {
    const tell = (event: object) =>
      post(urls['profile'] ?? '', { object: 'instagram', entry: [{ id: instagram.instagramId, time: 1, messaging: [by(boris, event)] }] });
    expect(await tell({ message: { mid: 'aWdfZA_unsent', text: 'Is it violet?' } })).toBe(200);
    const { id } = await threadOf('Is it violet?');
    expect(await tell({ message: { mid: 'aWdfZA_unsent', is_deleted: true } })).toBe(200);
    expect(await bench.messagesOf(id)).toMatchObject([{ text: '', changes: { unsent: expect.any(String) } }]);
  });
});

describe('WhatsApp', () => {
  it('shows who writes only together with what was read: where that is switched on, and at the message itself, not its files', async () => {
    const { inbox } = await carol.call('addChannel', { body: { channel: 'whatsapp', name: 'number', settings: whatsapp } });
    const params = { inbox: inbox.id };
    await carol.call('connectChannel', { params });
    const files = [{ type: 'image/png', bytes: png({ width: 8, height: 8 }) }];
    expect(await emulator.write(whatsapp.numberId, { from: 'US.12025550143', text: 'A picture', files })).toEqual([200]);
    const { id: conversation } = await threadOf('A picture');
    const settings = { tellsRead: true, showsTyping: true };
    await carol.call('changeChannel', { params, body: { settings, reason: 'People ask whether we are there.' } });
    const staff = (await carol.call('me')).staff.id as StaffId;
    const seen = { workspace: house.workspace, conversation: conversation as ConversationId, actor: { kind: 'staff', id: staff } } as const;
    expect(await show(house.tools, { ...seen, doing: 'typing' })).toBe(false); // it would say that what nobody opened was read
    await carol.call('markRead', { params: { conversation }, body: { sequence: 1 } });
    await carol.call('tellPresence', { params: { conversation }, body: { state: 'writing' } });
    const shown = () => emulator.state.signals.filter(({ account }) => account === whatsapp.numberId).map(({ to, kind }) => [to, kind]);
    await eventually('it is shown', async () => shown().length > 1);
    expect(
      shown()
        .map(([to, kind]) => `${to} ${kind}`)
        .sort(),
    ).toEqual(['US.12025550143 read', 'US.12025550143 typing']);
    expect(await emulator.write(whatsapp.numberId, { from: 'US.12025550143', text: 'And another' })).toEqual([200]);
    await threadOf('And another');
    const full = `UPDATE account_turns SET full_at = $4::timestamptz + make_interval(hours => $3) WHERE workspace_id = $1 AND inbox_id = $2`;
    const fill = (hours: number) =>
      house.act((ctx) => ctx.db.run({ name: 'test.fill', text: full }, [ctx.workspace, inbox.id, hours, ctx.now]));
    const lastSent = async () => (await carol.call('listLedger', { query: { kind: 'data.sent' } })).items[0]?.id;
    const before = await lastSent();
    expect(before).toBeDefined();
    await fill(1);
    expect([await show(house.tools, { ...seen, doing: 'typing' }), await lastSent()]).toEqual([false, before]); // no place: nothing was opened
    await fill(0);
    expect(await show(house.tools, { ...seen, doing: 'typing' })).toBe(true);
    expect(await lastSent()).not.toBe(before);
  });
});

describe('an erasure', () => {
  const noteOf = async (person: string) => {
    const { id: request } = await carol.call('openRequest', { body: { person, kind: 'erasure' } });
    await carol.call('approveRequest', { params: { request } });
    const certificate = await eventually('the certificate', () =>
      carol.call('readCertificate', { params: { request } }).catch(() => undefined),
    );
    return certificate.recipients.find(({ code }) => code === 'meta')?.note;
  };
  const nothing =
    'Its interface deletes nothing: 1 messages that it carried could not be taken back there. Meta publishes no period for messages of Messenger and Instagram: by its privacy policy it decides case by case how long it needs them. What lies in the chat of the person is theirs, and they can delete it there.';

  it('says of a page and of a profile that Meta takes nothing back, and publishes no period', { timeout: 60_000 }, async () => {
    for (const [account, from, text] of [
      [messenger.pageId, '6789012345678988', 'Forget the violet umbrella'],
      [instagram.instagramId, '6789012345678989', 'Forget the yellow umbrella'],
    ] as const) {
      expect(await emulator.write(account, { from, text })).toEqual([200]);
      expect(await noteOf((await threadOf(text)).person.id)).toBe(nothing);
    }
  });

  it('of somebody met on two channels of Meta says of each what is taken back there', { timeout: 60_000 }, async () => {
    const files = [{ type: 'image/png', bytes: png({ width: 8, height: 8 }) }];
    expect(await emulator.write(whatsapp.numberId, { from: 'DE.98765432109877', text: 'Forget the red umbrella', files })).toEqual([200]);
    expect(await emulator.write(messenger.pageId, { from: '6789012345678987', text: 'And the green one' })).toEqual([200]);
    const [{ person }, { person: other }] = [await threadOf('Forget the red umbrella'), await threadOf('And the green one')];
    await carol.call('mergePeople', { params: { person: person.id }, body: { other: other.id, reason: 'She said so' } });
    const note = await noteOf(person.id);
    expect(note).toMatch(/(?:^| )WhatsApp: 1 files were deleted there .* 30 days at most/);
    expect(note).toContain(`Messenger: ${nothing}`);
    expect(note).not.toContain('emptied and deleted');
  });
});

describe('the sandbox', () => {
  it('of each of the three is written in and answers within this house', async () => {
    for (const channel of ['whatsapp', 'messenger', 'instagram'] as const) {
      const { inbox } = await carol.call('addChannel', { body: { channel, name: channel, settings: { provider: 'sandbox' } } });
      const params = { inbox: inbox.id };
      expect(await carol.call('testChannel', { params })).toMatchObject({ ok: true });
      await carol.call('writeInSandbox', { params, body: { from: '+12025550143', text: `Hello ${channel}` } });
      const thread = await threadOf(`Hello ${channel}`);
      const { id } = await bench.answer(thread.id, 'Good day.');
      await eventually('it left', async () => ['sent', 'delivered'].includes((await bench.standOf(thread.id, id))?.delivery ?? ''));
      await carol.call('changeSandbox', { params, body: { failWith: 551, delaySeconds: 0, repeat: 1 } });
      const lost = await bench.answer(thread.id, 'And more.');
      expect((await reaches(thread.id, lost.id, 'failed')).deliveryWords).toContain('cannot be reached now');
      const { items, behaviour } = await carol.call('readSandbox', { params });
      expect(items.map(({ direction, text }) => [direction, text])).toEqual([
        ['out', expect.stringMatching(/^Good day\.\n\n(Where .*\n\n)?Your choices: /)],
        ['in', `Hello ${channel}`],
      ]);
      expect(behaviour.failWith).toBe(551);
    }
  });

  it('of every channel that shows choices lets them be tapped, and what is tapped comes in as the provider hands it in', async () => {
    const own: Partial<Record<string, object[]>> = {
      whatsapp: [{ provider: 'sandbox' }, { provider: 'sandbox', speaks: 'twilio', number: '+12025550100' }],
      telegram: [{ provider: 'sandbox', username: '@lantern_bot' }],
      viber: [{ provider: 'sandbox', uri: 'viber://pa?chatURI=lanternloom' }],
      line: [{ provider: 'sandbox', basicId: 'lantern' }],
      custom: [{ secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`, showsChoices: 'yes' }],
    };
    const offering = adapters.filter(
      ({ sandbox, taps }) => sandbox?.tap && (taps?.({ provider: 'sandbox', showsChoices: 'yes' }) ?? 0) > 0,
    );
    expect(offering.map(({ name }) => name)).toEqual(['whatsapp', 'messenger', 'instagram', 'telegram', 'viber', 'line', 'custom']);
    await carol.call('moveSandboxSwitch', { body: { isOn: true } }); // a system of the company's own is played with the others
    const titles = ['Yes <&>', 'No', 'Stop the delivery', 'Never'];
    for (const { name } of offering)
      for (const [at, settings] of (own[name] ?? [{ provider: 'sandbox' }]).entries()) {
        const { inbox } = await carol.call('addChannel', {
          body: { channel: name, name: `Taps ${name} ${at}`, settings: { ...settings } },
        });
        const params = { inbox: inbox.id };
        const from = name === 'telegram' ? '5000000000000143' : '+12025550143';
        await carol.call('writeInSandbox', { params, body: { from, text: `Ask me ${name} ${at}` } });
        const thread = await threadOf(`Ask me ${name} ${at}`);
        for (const choices of [titles.slice(0, 3), titles]) {
          const body = { kind: 'message' as const, text: `One of ${choices.length}?`, choices };
          await carol.call('addMessage', { params: { conversation: thread.id }, body });
          const shown = await eventually('it is shown with its choices', async () =>
            (await carol.call('readSandbox', { params })).items.find(({ text }) => text.startsWith(body.text)),
          );
          expect([name, shown.choices]).toEqual([name, choices]);
          const tap = (choice: number) => carol.call('tapInSandbox', { params, body: { message: shown.id, choice } });
          await expect(tap(choices.length)).rejects.toMatchObject({ status: 404 });
          const last = choices.length - 1;
          await tap(last);
          await eventually(
            `${name} ${at}: the choice came in`,
            async () => (await bench.messagesOf(thread.id)).at(-1)?.text === choices[last],
          );
        }
      }
    await carol.call('moveSandboxSwitch', { body: { isOn: false } });
  });
});
