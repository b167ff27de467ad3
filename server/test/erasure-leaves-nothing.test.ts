// The promise of the house, held from outside: chat and mail of one person, then erasure, then a look into every column of every table, every file and every log line;
// and its certificate, held by the program that anyone may run.
import { spawnSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { config } from '#kit/config';
import { rotateLedgerKey } from '#ledger';
import { temporaryFolder } from '#test/folder';
import { eventually, openHouse } from '#test/house';
import { tracesInDatabase, tracesInFiles } from '#test/traces';
import { signNote, verifierKey } from '../src/ledger/note.ts';
import { signedText } from '../src/rights/certificate.ts';
import { verifyCertificate } from '../src/rights/verify-certificate.ts';

type Verifier = { verifyCertificate(text: string, key: string): { unsigned: number } };
type House = Awaited<ReturnType<typeof openHouse>>;
type Staff = Awaited<ReturnType<House['staffClient']>>;
let house: House;
let staff: Staff;
beforeAll(async () => {
  house = await openHouse();
  staff = await house.staffClient();
  await staff.call('changeWorkspace', {
    body: { address: 'Musterweg 1, Berlin', contactEmail: 'hello@example.org', dpoContact: 'dpo@example.org', authority: 'BlnBDI' },
  });
  await staff.call('publishNotice', { body: {} });
  await staff.call('addChannel', {
    body: { channel: 'email', name: 'Support', settings: { address: 'support@shop.example.com', fromName: 'Shop' } },
  });
});
afterAll(async () => {
  if (process.env['SHOW_LOG']) console.log(house.log.join(''));
  await house.stop();
});

const words = 'the violet umbrella from the third shelf';
const secretFile = 'a drawing of a violet umbrella, quite unmistakable';

async function chat() {
  const key = await eventually(
    'the widget is open',
    async () =>
      (await staff.call('listChannels')).items.find((each) => each.inbox.channel === 'web-chat')?.snippet?.match(/data-key="([^"]+)"/)?.[1],
  );
  const { notice } = await house.publicClient().call('readWidget', { params: { key } });
  const { token, visitor } = await house
    .publicClient()
    .call('startVisit', { params: { key }, body: { language: 'en', noticeId: notice.id, noticeHash: notice.hash } });
  const client = house.visitorClient(token);
  const file = await client.call('uploadVisitAttachment', {
    bytes: Buffer.from(secretFile),
    type: 'text/plain',
    fileName: 'ada-drawing.txt',
  });
  await client.call('addVisitMessage', { body: { clientId: 'first-line-1', text: `Hello, I look for ${words}.`, attachments: [file.id] } });
  return { client, visitor };
}

async function mailFromAda(subject: string) {
  const transport = createTransport({ host: '127.0.0.1', port: house.smtpPort, tls: { rejectUnauthorized: false } });
  await transport.sendMail({
    from: '"Ada Example" <ada@example.com>',
    to: 'support@shop.example.com',
    subject,
    text: `By mail again: ${words}`,
  });
}

async function codeFor(address: string): Promise<string> {
  return eventually('the code mail', async () => {
    const { items } = await staff.call('listCaptured');
    return items
      .find((mail) => mail.to.includes(address) && /\b\d{4} ?\d{4}\b/.test(mail.text))
      ?.text.match(/\b(\d{4} ?\d{4})\b/)?.[1]
      ?.replace(' ', '');
  });
}

describe('erasing ada', () => {
  it('joins chat and mail once the address is proved, then leaves nothing but the proof', { timeout: 120_000 }, async () => {
    const { client, visitor } = await chat();
    await mailFromAda('About an umbrella');
    await client.call('giveEmail', { body: { email: 'ada@example.com' } });
    await client.call('proveEmail', { body: { code: await codeFor('ada@example.com') } });
    const timeline = await staff.call('readTimeline', { params: { person: visitor } });
    expect(new Set(timeline.items.flatMap((item) => item.channel ?? []))).toEqual(new Set(['web-chat', 'email']));
    expect(tracesInFiles(house.folder, [words, secretFile])).toEqual([]);
    expect(await tracesInDatabase(house.adminUrl, [words, 'ada@example.com', 'ada-drawing'])).toEqual([]);

    const asked = await staff.call('openRequest', { body: { person: visitor, kind: 'rectification', text: `It was ${words}.` } });
    const noted = { params: { request: asked.id }, body: { note: `Put right: ${words}` } };
    expect((await staff.call('fulfilRequest', noted)).state).toBe('fulfilled');
    await staff.call('openRequest', { body: { person: visitor, kind: 'restriction', text: `Until I have ${words}.` } });
    expect(await tracesInDatabase(house.adminUrl, [words])).toEqual([]);
    const request = await staff.call('openRequest', { body: { person: visitor, kind: 'erasure' } });
    expect(request).toMatchObject({ state: 'received', approvalsNeeded: 1 });
    const people = [visitor, request.person?.id ?? visitor];
    await staff.call('approveRequest', { params: { request: request.id } });
    const done = await eventually('the erasure is certified', async () => {
      const all = await staff.call('listRequests');
      return all.items.find((each) => each.id === request.id && each.state === 'fulfilled');
    });
    expect(done.steps.map((step) => step.name)).toEqual(
      expect.arrayContaining(['case-sealed', 'shredded', 'deleted', 'probed', 'told', 'certified']),
    );
    const certificate = await staff.call('readCertificate', { params: { request: request.id } });
    expect(certificate.subjectKeys).toBeGreaterThanOrEqual(2);
    expect(certificate.holdings.find((each) => each.table === 'messages')?.erased).toBeGreaterThanOrEqual(2);

    const terms = [words, secretFile, 'ada@example.com', 'ada-drawing', 'Ada Example', ...people];
    expect(await tracesInDatabase(house.adminUrl, terms)).toEqual([]);
    expect(tracesInFiles(house.folder, terms)).toEqual([]);
    expect(house.log.filter((line) => terms.some((term) => line.includes(term) && !term.startsWith('per_')))).toEqual([]);
    await expect(client.call('listVisitMessages', { query: { after: 0 } })).rejects.toMatchObject({
      status: expect.toSatisfy((status: number) => status === 410 || status === 401),
    });
    expect((await staff.call('listCaptured')).items.some((mail) => mail.text.includes(words))).toBe(false);
  });

  it('gave a certificate that a program run by itself verifies, and refuses once anything of it is another thing', {
    timeout: 60_000,
  }, async () => {
    const folder = temporaryFolder();
    const fetched = async (place: string) => Buffer.from(await (await fetch(`${house.url}/v1/${place}`)).arrayBuffer());
    const write = (name: string, bytes: Buffer | string) => {
      writeFileSync(path.join(folder, name), bytes);
      return path.join(folder, name);
    };
    const request = (await staff.call('listRequests')).items.find((each) => each.kind === 'erasure')?.id ?? '';
    const certificate = await staff.call('readCertificate', { params: { request } });
    const program = write('verify-certificate.mjs', await fetched('verify-certificate.mjs'));
    const key = write('key', await fetched(`ledgers/${house.workspace}/key`));
    const text = JSON.stringify(certificate, null, 2);
    const run = (file: string, under = key) => {
      const { status, stdout } = spawnSync(process.execPath, [program, write('certificate.json', file), under], { encoding: 'utf8' });
      return { status, stdout };
    };
    const said = run(text);
    expect(said).toMatchObject({ status: 0, stdout: expect.stringMatching(/: HOLDS\n[\s\S]*What is proved[\s\S]*What is not proved/) });
    expect(said.stdout).toContain(`${certificate.subjectKeys} keys destroyed and unreadable since ${certificate.unreadableAt}`);
    expect(await verifyCertificate(house.tools, certificate)).toEqual({ ok: true, because: null });

    const changed = (change: Partial<typeof certificate>) => JSON.stringify({ ...certificate, ...change });
    const { ledger, signature } = certificate;
    const [words = '', lines = ''] = signature.split('\n\n');
    const other = (name: string) => verifierKey({ name, privateKey: generateKeyPairSync('ed25519').privateKey });
    const refused: [string, string, RegExp][] = [
      [changed({ subjectKeys: certificate.subjectKeys - 1 }), key, /words of the certificate are not those/],
      [text, other(`parley/${house.workspace}`), /signature of the ledger does not hold/],
      [text, other('parley/wsp_00000000000000000000000000'), /another company than the key/],
      [changed({ ledger: { ...ledger, proof: ledger.proof.slice(0, -1) } }), key, /proof is cut off/],
      [changed({ ledger: { ...ledger, proof: [...ledger.proof, ledger.leaf] } }), key, /proof is not one of this position/],
      [changed({ ledger: { ...ledger, position: ledger.position - 1 } }), key, /not in the ledger|not one of this position|cut off/],
      [changed({ signature: `${words}\n` }), key, /signed note is cut off/],
      [
        changed({ signature: `${words}\n\n${lines.replace(/ [^ ]+\n$/, ` ${Buffer.alloc(68).toString('base64')}\n`)}` }),
        key,
        /does not hold/,
      ],
      [JSON.stringify({ ...certificate, signature: undefined }), key, /not a certificate/],
      ['{', key, /not a certificate/],
      [text.replace('{', '{ "kept": [],'), key, /says something twice/],
      [changed({ ledger: { ...ledger, kept: 'everything' } as typeof ledger }), key, /more than what was signed/],
    ];
    for (const [file, under, because] of refused)
      expect(run(file, under)).toEqual({ status: 1, stdout: expect.stringMatching(new RegExp(`^DOES NOT HOLD: .*(${because.source})`)) });
    expect(spawnSync(process.execPath, [program], { encoding: 'utf8' }).status).toBe(2);
    symlinkSync(folder, path.join(folder, 'latest'));
    expect(spawnSync(process.execPath, [path.join(folder, 'latest/verify-certificate.mjs')], { encoding: 'utf8' }).status).toBe(2); // it runs
    const strange = { ...certificate, ledger: { ...ledger, data: `${ledger.data} ` } };
    expect(await verifyCertificate(house.tools, strange)).toEqual({ ok: false, because: 'not-in-the-ledger' });

    const bare = changed({ toldSince: [] }); // what became of telling since is signed by nobody, and the program says so
    const [verify, ledgerKey] = [((await import(program)) as Verifier).verifyCertificate, readFileSync(key, 'utf8')];
    expect(verify(bare, ledgerKey).unsigned).toBe(0);
    const bytes = Buffer.from(bare);
    for (let at = 0; at < bytes.length; at += 11) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << (at % 8)), at);
      expect(() => verify(flipped.toString('utf8'), ledgerKey), `bit ${at % 8} of byte ${at}`).toThrow();
    }
    const told = [{ code: 'x', name: 'x', duty: '19', state: 'told', on: null }];
    expect(run(changed({ toldSince: told as never })).stdout).toContain(
      'What "toldSince" says (1 lines): it was added later, and nobody signed it.',
    );
  });

  it('gave a certificate that holds on when another key signs the ledger, once it is given out anew', async () => {
    const request = (await staff.call('listRequests')).items.find((each) => each.kind === 'erasure')?.id ?? '';
    const [path, of] = [
      '../src/ledger/export/verify-certificate.mjs',
      async (place: string) => (await fetch(`${house.url}/v1/ledgers/${house.workspace}/${place}`)).text(),
    ];
    const { verifyCertificate: verify } = (await import(path)) as Verifier;
    const given = async () => JSON.stringify(await staff.call('readCertificate', { params: { request } }));
    const [before, keyBefore] = [await given(), await of('key')];
    expect(await rotateLedgerKey(house.tools)).toMatchObject({ isNew: true, lost: 0 });
    const [after, key, keys] = [await given(), await of('key'), await of('keys')];
    expect(key).not.toBe(keyBefore);
    for (const [text, under] of [
      [before, keyBefore],
      [after, keyBefore],
      [after, key],
      [after, keys],
    ] as const)
      expect(verify(text, under).unsigned).toBeGreaterThanOrEqual(0);
    expect(() => verify(before, key)).toThrow('does not hold');
    expect(() => verify(before, keys)).toThrow('only a former key signed this checkpoint'); // whoever stole that key could have
    const old = createPrivateKey(
      JSON.parse(readFileSync(`${config.of({ tools: house.tools }).keys}/ledger-former.json`, 'utf8'))[0].private,
    );
    const { ledger, toldSince, signature, ...body } = JSON.parse(after);
    const words = { ...body, unreadableAt: '2020-01-01T00:00:00.000Z', recipients: [] };
    const forged = {
      ...words,
      ledger,
      toldSince,
      signature: signNote({ name: `parley/${house.workspace}`, privateKey: old }, signedText(words)),
    };
    for (const under of [key, keys]) expect(() => verify(JSON.stringify(forged), under)).toThrow('only a former key signed these words');
    expect(await verifyCertificate(house.tools, forged as never)).toEqual({ ok: false, because: 'words-changed' });
    const unannounced = JSON.stringify({ ...JSON.parse(after), ledger: { ...JSON.parse(after).ledger, keyChanges: undefined } });
    expect(verify(unannounced, key).unsigned).toBeGreaterThanOrEqual(0); // under the newest key alone all of it is signed
    for (const text of [before, after]) expect(await verifyCertificate(house.tools, JSON.parse(text))).toEqual({ ok: true, because: null });
    expect(await rotateLedgerKey(house.tools, { compromised: keyBefore.trim() })).toMatchObject({ isNew: false, told: 1 });
    const said = await given();
    for (const under of [key, await of('keys')]) expect(verify(said, under).unsigned).toBeGreaterThanOrEqual(0);
    expect(() => verify(said, keyBefore)).toThrow('others have the key given');
    expect(await verifyCertificate(house.tools, JSON.parse(said))).toEqual({ ok: true, because: null });
  });

  it('notices a trace that was planted', async () => {
    const admin = new pg.Client({ connectionString: house.adminUrl });
    await admin.connect();
    await admin.query('CREATE TABLE planted (workspace_id text, note bytea)');
    await admin.query('INSERT INTO planted VALUES ($1, $2)', [house.workspace, Buffer.from(`xx ${words} yy`)]);
    expect(await tracesInDatabase(house.adminUrl, [words])).toEqual(['planted.note']);
    await admin.query('DROP TABLE planted');
    await admin.end();
  });

  it('lets ada come back as somebody new', async () => {
    await mailFromAda('Hello again');
    const conversation = await eventually('a new conversation', async () =>
      (await staff.call('listConversations')).items.find((each) => each.subject === 'Hello again'),
    );
    const person = await staff.call('readPerson', { params: { person: conversation.person.id } });
    expect(person.merges).toEqual([]);
    expect((await staff.call('listConversations', { query: { view: 'all' } })).items).toHaveLength(1);
  });
});
