import { expect, test } from 'vitest';
import { dayOf } from './dates.ts';
import { languages } from './language.ts';
import { certificatePage } from './pages/certificate.ts';
import { problem, request } from './test/api.ts';
import { visit } from './test/visit.ts';
import { words } from './words.ts';

test('a certificate asked for a moment too early says when to come back', async () => {
  const params = { token: 't1' };
  const page = await visit(certificatePage, request('/privacy/certificates/t1', { params }), {
    readCertificateByLink: problem(404, 'not-found'),
  });
  expect(page.status).toBe(404);
  expect(page.text).toContain('open this link again in a minute');
});

test('a certificate with something kept says of nothing that stays that it is gone, in every language', async () => {
  const at = '2026-11-24T09:00:00Z';
  const moments = { receivedAt: at, unreadableAt: at, unrecoverableBy: at, deletedAt: at, probedAt: at };
  const ledger = { entry: 'led_1', position: 1, leaf: 'x', proof: [], checkpoint: 'x' };
  const facts = {
    ...moments,
    workspace: 'wsp_1',
    subjectKeys: 1,
    holdings: [{ table: 'messages', erased: 2 }],
    recipients: [],
    toldSince: [],
    ledger,
    signature: 'x',
  };
  const counts = { items: 1, records: 2, files: 0, isHeld: false };
  const stays = { scope: 'category', category: 'identities', ground: 'legal-claims', article: '17(3)(e)', until: '2027-03-01', ...counts };
  for (const language of languages) {
    const { certificate: said } = words[language];
    const asked = request('/privacy/certificates/t1', { params: { token: 't1' }, query: { language } });
    const absolute = [said.title, said.intro, said.unreadable, said.deleted, said.probed, said.unrecoverable, said.nothingKept];
    const shownWith = async (kept: object[]) => (await visit(certificatePage, asked, { readCertificateByLink: { ...facts, kept } })).text;
    const whole = await shownWith([]);
    expect(whole, 'whose certificate it is').toContain('<strong>Lantern &#38; &#60;Loom&#62;</strong>');
    const some = await shownWith([stays, { ...stays, isHeld: true }]);
    for (const each of absolute) {
      expect(whole).toContain(each);
      expect(some).not.toContain(`>${each}<`);
    }
    for (const each of [said.byProgram, 'href="/v1/verify-certificate.mjs"', 'href="/v1/ledgers/wsp_1/keys"'])
      expect(whole).toContain(each);
    for (const each of [said.some.title, said.some.deleted, said.some.stays, said.some.scopes.category.one, 'identities'])
      expect(some).toContain(each);
  }
});

test('what a provider keeps after an erasure stands in the certificate with its period, in every language', async () => {
  const at = '2026-11-24T09:00:00Z';
  const counts = { channels: [], gone: 2, left: 0, kept: 0, missing: 0, elsewhere: 0, published: null };
  const note = 'As <signed> in English.';
  const asked = { what: 'messages', ...counts, until: '2026-12-24' };
  const recipients = [
    { code: 'twilio', toldAt: at, note, keeps: { basis: 'asked', toldOn: null, asked: [asked], published: [] } },
    { code: 'google-fcm', toldAt: null, note, keeps: { basis: 'received', toldOn: null, asked: [], published: ['fcm'] } },
  ];
  const facts = {
    ...{ receivedAt: at, unreadableAt: at, unrecoverableBy: at, deletedAt: at, probedAt: at, workspace: 'wsp_1', subjectKeys: 1 },
    ...{ holdings: [], kept: [], ledger: { entry: 'led_1', position: 1, leaf: 'x', proof: [], checkpoint: 'x' }, signature: 'x' },
    toldSince: [{ code: 'twilio', name: 'Twilio', duty: '19', state: 'open', on: null }],
  };
  for (const language of languages) {
    const { keeps } = words[language];
    const asking = request('/privacy/certificates/t1', { params: { token: 't1' }, query: { lang: language } });
    const page = async (all: object[]) =>
      (await visit(certificatePage, asking, { readCertificateByLink: { ...facts, recipients: all } })).text;
    const text = await page(recipients);
    expect(text).toContain(keeps.asked.messages.first.other.replace('{count}', '2'));
    expect(text).toContain(keeps.asked.messages.after.replace('{date}', dayOf('2026-12-24', language)));
    expect(text).toContain(keeps.published.fcm);
    expect(text).not.toContain('in English.');
    const before = await page(recipients.map(({ keeps: _, ...each }) => each));
    expect(before).toContain(`${keeps.signed} <span lang="en">As &#60;signed&#62; in English.</span>`);
  }
});
