// A notice says everything Art. 13 asks for, in every language, and refuses to be published while it cannot.
import { describe, expect, it } from 'vitest';
import { articleFor, defaults } from '../defaults.ts';
import { specialNames } from '../special.ts';
import { textsOf, wordingFor } from '../texts.ts';
import type { CompanyFacts, NoticeRecipient, Purpose } from '../types.ts';
import { buildNotice, hashOf, languages, missingFor, noticeWords } from './build.ts';

const company: CompanyFacts = {
  name: 'Lantern & Loom',
  address: '1 Quay Street, 12345 Hafen',
  contactEmail: 'hello@example.com',
  dpoContact: 'privacy@example.com',
  authority: 'Data Protection Authority of Hafen',
  country: 'DE',
};
const purposes: Purpose[] = defaults.map((purpose) => ({
  ...purpose,
  id: 'pur_01h455vb4pex5vsknk084sn02q' as Purpose['id'],
  version: 1,
  article: articleFor(purpose),
  texts: textsOf(purpose.code),
  meaning: 1,
  since: new Date('2026-11-24T09:00:00Z'),
}));
const everythingOn = purposes.map((purpose) => ({ ...purpose, active: true }));
const relay: NoticeRecipient = { code: 'smtp-relay', name: 'Example Mail', service: 'carries our emails', region: 'DE', safeguard: null };
const facts = { company, purposes, recipients: [] };

describe('a privacy notice', () => {
  it.each(languages)('in %s says which special categories a purpose uses, beside its basis, and says it of no other', (language) => {
    const diary = everythingOn.map((purpose) =>
      purpose.code === 'marketing' ? { ...purpose, special: ['Health', 'ReligiousBelief'] } : purpose,
    );
    const said = (all: Purpose[]) =>
      buildNotice(language, { ...facts, purposes: all }).sections.find(({ article }) => article === '13(1)(c)')?.body ?? '';
    const names = [specialNames[language].Health, specialNames[language].ReligiousBelief];
    expect(
      said(diary)
        .split('\n')
        .filter((line) => names.every((name) => line.includes(name))),
    ).toHaveLength(1);
    expect(said(everythingOn)).not.toContain(noticeWords[language].purposes.special('x').slice(0, 30));
  });

  it.each(languages)('in %s has a section for every point of Art. 13 and for the right to object', (language) => {
    const { sections, short } = buildNotice(language, { ...facts, purposes: everythingOn, recipients: [relay] });
    const articles = sections.map((section) => section.article);
    expect(articles).toEqual([
      '13(1)(a)',
      '13(1)(b)',
      '13(1)(c)',
      '13(1)(d)',
      '21(4)',
      '13(1)(e)',
      '13(1)(f)',
      '13(2)(a)',
      '13(2)(b)',
      '13(2)(c)',
      '13(2)(d)',
      '13(2)(e)',
      '13(2)(f)',
    ]);
    for (const { heading, body } of [...sections, { heading: 'short', body: short }]) {
      expect(heading.trim()).not.toBe('');
      expect(body.trim()).not.toBe('');
      expect(body).not.toMatch(/undefined|null|\{|\}|NaN/);
    }
  });

  it.each(languages)('in %s names what the team notes, for what, how long and who tells it, of purposes in force only', (language) => {
    const noted = [
      { names: { en: 'Shelf', de: 'Regal' }, purpose: 'service-conversation', period: 'P30D', by: 'person' },
      {
        names: { en: 'Patience', de: 'Geduld', fr: 'Patience', es: 'Paciencia' },
        purpose: 'service-messages',
        period: 'P3M',
        by: 'company',
      },
      { names: { en: 'Taste', de: 'Geschmack' }, purpose: 'marketing', period: 'P3M', by: 'company' },
    ] as const;
    const said = (more: object) =>
      buildNotice(language, { ...facts, ...more }).sections.find(({ article }) => article === '14(1)(d)')?.body;
    const { by, intro } = noticeWords[language].noted;
    const lines = (said({ noted }) ?? '').split('\n');
    expect([lines.length, lines[0]]).toEqual([3, intro]);
    expect(lines[1]).toContain(language === 'de' ? 'Regal' : 'Shelf');
    expect([lines[1]?.endsWith(by.person), lines[2]?.endsWith(by.company)]).toEqual([true, true]);
    expect(said({})).toBe(undefined);
    expect(buildNotice(language, { ...facts, noted }).hash).not.toBe(buildNotice(language, facts).hash); // so a next version is asked for
  });

  it.each(languages)('in %s names company, contact, authority, every purpose and how long', (language) => {
    const { sections } = buildNotice(language, { ...facts, purposes: everythingOn });
    const body = (article: string) => sections.find((section) => section.article === article)?.body ?? '';
    expect(body('13(1)(a)')).toContain('Lantern & Loom');
    expect(body('13(1)(a)')).toContain('1 Quay Street');
    expect(body('13(1)(b)')).toContain('privacy@example.com');
    expect(body('13(2)(d)')).toContain('Data Protection Authority of Hafen');
    for (const purpose of everythingOn.filter(({ about }) => about === 'person')) {
      expect(body('13(1)(c)')).toContain(purpose.texts[language].description);
      expect(body('13(2)(a)')).toContain(purpose.texts[language].name);
    }
  });

  it('keeps the first layer to a few short sentences', () => {
    for (const language of languages) {
      const { short } = buildNotice(language, facts);
      expect(short.length).toBeLessThan(400);
      expect(short).toContain('Lantern & Loom');
      expect(short.match(/[.!?](\s|$)/g)?.length).toBeLessThanOrEqual(4);
    }
  });

  it('is silent about purposes that are off and about colleagues', () => {
    const text = JSON.stringify(buildNotice('en', facts).sections);
    expect(text).not.toContain(textsOf('marketing').en.description);
    expect(text).not.toContain(textsOf('staff-administration').en.description);
    expect(text).not.toContain('13(2)(c)');
    expect(text).not.toContain('13(1)(d)');
  });

  it('says of each recipient whether it works for us, decides for itself, or together with us, and where rights are used then', () => {
    const roles = ['processor', 'controller', 'joint-controller'] as const;
    const recipients = roles.map((role) => ({ ...relay, name: `The ${role}`, role }));
    for (const language of ['en', 'de', 'fr', 'es'] as const) {
      const { sections } = buildNotice(language, { ...facts, recipients });
      const body = (article: string) => sections.find((section) => section.article === article)?.body ?? '';
      const { some, alone } = noticeWords[language].recipients;
      const [helping = '', deciding = ''] = body('13(1)(e)').split(alone);
      expect([helping.startsWith(some), helping.includes('The processor'), deciding.includes('The controller')]).toEqual([
        true,
        true,
        true,
      ]);
      expect(body('13(1)(e)')).not.toContain('The joint-controller');
      expect(body('26(2)')).toContain('The joint-controller');
      expect(body('26(2)')).toContain(company.contactEmail);
    }
    expect(buildNotice('en', facts).sections.some(({ article }) => article === '26(2)')).toBe(false);
    const together = { ...relay, role: 'joint-controller' } as const;
    for (const language of languages) {
      const { sections } = buildNotice(language, { ...facts, recipients: [together] });
      expect(sections.find(({ article }) => article === '13(1)(e)')?.body).toBe(noticeWords[language].recipients.nobodyBut);
    }
  });

  it('says nobody when there is nobody, and names recipients and their safeguards when there are', () => {
    const body = (recipients: NoticeRecipient[], article: string) =>
      buildNotice('en', { ...facts, recipients }).sections.find((section) => section.article === article)?.body;
    expect(body([], '13(1)(e)')).toContain('Nobody else');
    expect(body([relay], '13(1)(e)')).toContain('Example Mail, Germany: carries our emails');
    expect(body([relay], '13(1)(f)')).toBe(noticeWords.en.transfers.none);
    expect(body([{ ...relay, region: 'IN', safeguard: 'clauses' }], '13(1)(f)')).toContain('standard contract clauses');
  });

  it('points to the contact when no officer is named', () => {
    const { sections } = buildNotice('en', { ...facts, company: { ...company, dpoContact: '' } });
    expect(sections.find((section) => section.article === '13(1)(b)')?.body).toContain('hello@example.com');
  });

  it('hashes exactly what is shown', () => {
    const notice = buildNotice('en', facts);
    expect(notice.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(notice.hash).toBe(hashOf(notice.short, notice.sections));
    expect(buildNotice('en', facts, 'Hello.').hash).not.toBe(notice.hash);
    const [first, ...rest] = notice.sections;
    expect(hashOf(notice.short, [{ ...first!, body: `${first!.body}.` }, ...rest])).not.toBe(notice.hash);
  });
});

describe('what is missing for a notice', () => {
  const on = (code: string, change: Partial<Purpose>) =>
    purposes.map((purpose) => (purpose.code === code ? { ...purpose, active: true, ...change } : purpose));
  const silent = (code: string, field: 'description' | 'interest') => {
    const texts = textsOf(code);
    return { texts: { ...texts, fr: { ...texts.fr, [field]: '' } } };
  };
  it.each<[article: string, what: string, change: Partial<typeof facts> | { company: CompanyFacts }]>([
    ['13(1)(a)', 'name of the company', { company: { ...company, name: ' ' } }],
    ['13(1)(a)', 'postal address of the company', { company: { ...company, address: '' } }],
    ['13(1)(a)', 'contact email address', { company: { ...company, contactEmail: null } }],
    ['13(1)(c)', 'a purpose that is switched on', { purposes: [] }],
    ['13(1)(c)', 'description of marketing in every language', { purposes: on('marketing', silent('marketing', 'description')) }],
    [
      '13(1)(d)',
      'the interest behind satisfaction-survey',
      { purposes: on('satisfaction-survey', silent('satisfaction-survey', 'interest')) },
    ],
    ['13(2)(a)', 'period of marketing', { purposes: on('marketing', { period: 'P0D' }) }],
    ['13(1)(e)', 'name and service of recipient smtp-relay', { recipients: [{ ...relay, service: '' }] as never }],
    ['13(1)(f)', 'transfer instrument for recipient smtp-relay', { recipients: [{ ...relay, safeguard: 'missing' }] as never }],
    ['13(2)(d)', 'supervisory authority for complaints', { company: { ...company, authority: '' } }],
  ])('%s: %s', (article, what, change) => expect(missingFor({ ...facts, ...change })).toMatchObject([{ article, what }]));

  it('is said in German too, with the purposes as they are called there', () => {
    const changes = { company: { ...company, address: '' }, purposes: on('marketing', { period: 'P0D' }) };
    expect(missingFor({ ...facts, ...changes }).map(({ de }) => de)).toEqual([
      'Postanschrift des Unternehmens',
      `Frist von „${textsOf('marketing').de.name}“`,
    ]);
    const sources = [{ origin: 'import', names: {}, categories: [], isPublic: null }] as never;
    const lacking = missingFor({ ...facts, purposes: on('marketing', { sources }) });
    expect(lacking.map(({ what }) => what)).toContain('categories of data from the source of marketing (import)');
    for (const { de, what } of lacking) expect([de, what].join()).toMatch(/aus einem anderen System.*import/);
  });

  it('is the arrangement with a joint controller, since the notice says that there is one', () => {
    const missing = (isArranged: boolean) =>
      missingFor({ company, purposes: everythingOn, recipients: [{ ...relay, role: 'joint-controller', isArranged }] });
    expect([missing(false), missing(true)]).toMatchObject([
      [{ article: '26(1)', what: 'arrangement with joint controller smtp-relay' }],
      [],
    ]);
  });

  it('is nothing with everything on and every fact given', () =>
    expect(missingFor({ company, purposes: everythingOn, recipients: [relay] })).toEqual([]));
});

describe('the words', () => {
  it('name every data category of the default purposes in every language', () => {
    const used = new Set(defaults.flatMap((purpose) => purpose.categories));
    const missing = [...used].flatMap((category) =>
      languages.filter((language) => !noticeWords[language].categories[category]).map((language) => `${category} ${language}`),
    );
    expect(missing).toEqual([]);
  });

  it('offer a choice per channel, with the channel in it and the way back, for every purpose that asks', () => {
    for (const purpose of purposes.filter(({ lawfulBasis }) => lawfulBasis === 'consent'))
      for (const language of languages) {
        expect(purpose.texts[language].choice).toBeTruthy();
        for (const channel of purpose.channels)
          expect(wordingFor(purpose, channel, language)).toContain(noticeWords[language].channels[channel]);
        expect(wordingFor(purpose, 'email', language)).not.toContain('{');
      }
    expect(wordingFor(purposes.find(({ code }) => code === 'marketing')!, 'email', 'de')).toBe(
      'Ja, bitte senden Sie mir Neuigkeiten und Angebote per E-Mail. Ich kann es mir jederzeit anders überlegen.',
    );
  });

  it('leave every sentence in the notice readable: no more than 30 words', () => {
    for (const language of languages) {
      const { sections, short } = buildNotice(language, { ...facts, purposes: everythingOn, recipients: [relay] });
      const sentences = [short, ...sections.map((section) => section.body)].join('\n').split(/(?<=[.!?])\s|\n|;/);
      const long = sentences.filter(
        (sentence) => !/^(•|Data used|Diese Daten|Données utilisées|Datos que)/.test(sentence) && sentence.split(/\s+/).length > 30,
      );
      expect(long).toEqual([]);
    }
  });

  it.each([
    ['P1Y', 'collected', '1 year after we collected it'],
    ['P18M', 'closing', '18 months after the conversation was closed'],
    ['P45D', 'last-contact', '45 days after the last message in the conversation'],
  ] as const)('%s from %s is %s', (period, starts, words) => {
    expect(noticeWords.en.periods.period(period, starts)).toBe(words);
  });
});

describe('data that is not from the person (Art. 14)', () => {
  const names = { en: 'the trade register', de: 'das Handelsregister', fr: 'le registre du commerce', es: 'el registro mercantil' };
  const register = { origin: 'other-source', names, categories: ['Name'], isPublic: true } as const;
  const withSources = (...sources: Purpose['sources']): Purpose[] =>
    everythingOn.map((purpose) => (purpose.code === 'marketing' ? { ...purpose, sources } : purpose));

  it.each(languages)(
    'in %s is told with its source, whether it is public, its categories, and every other point of Art. 14',
    (language) => {
      const { sections, short } = buildNotice(language, { ...facts, purposes: withSources(register) });
      const own = sections.find(({ article }) => article === '14(2)(f)');
      const words = noticeWords[language];
      for (const part of [names[language], words.sources.isPublic.yes, words.categories['Name'] ?? '-']) expect(own?.body).toContain(part);
      expect([own?.tells, short.endsWith(words.sources.short), short.length < 400]).toEqual([['marketing/other-source'], true, true]);
      const points = sections.flatMap(({ article, also = [] }) => [article, ...also]);
      const asked = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `14(1)(${letter})`);
      expect(points).toEqual(
        expect.arrayContaining([...asked, ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((letter) => `14(2)(${letter})`)]),
      );
      expect(own?.body).not.toMatch(/undefined|null/);
    },
  );

  it('is not spoken of where there is none', () => {
    const { sections, short } = buildNotice('en', { ...facts, purposes: everythingOn });
    expect(sections.flatMap(({ also, tells }) => [also, tells]).filter(Boolean)).toEqual([]);
    expect(short).not.toContain(noticeWords.en.sources.short);
  });

  it.each<[string, Partial<Purpose['sources'][number]>, string[]]>([
    ['nothing', {}, []],
    ['its name in one language', { names: { ...names, es: ' ' } }, ['14(2)(f)']],
    ['whether it is public', { isPublic: null }, ['14(2)(f)']],
    ['what comes from it', { categories: [] }, ['14(1)(d)']],
  ])('lacks %s', (_, gap, articles) =>
    expect(missingFor({ ...facts, purposes: withSources({ ...register, ...gap }) }).map(({ article }) => article)).toEqual(articles),
  );

  it('lacks a source that nobody named, of a purpose in force', () => {
    const origins = [
      { purpose: 'marketing', origin: 'import' },
      { purpose: 'analytics', origin: 'other-person' },
      { purpose: 'service-conversation', origin: 'handover' },
    ] as const;
    const what = 'source of marketing for what came as import';
    const isOn = withSources(register).map((purpose) => ({ ...purpose, active: purpose.code !== 'analytics' }));
    expect(missingFor({ ...facts, purposes: isOn, origins })).toMatchObject([{ article: '14(2)(f)', what }]);
  });

  it('lacks by Art. 14 as well what is lacking by Art. 13, of the purposes that it is for', () => {
    const gaps = withSources(register).map((purpose) => ({ ...purpose, period: 'for ever' }));
    const articles = missingFor({ ...facts, purposes: gaps, company: { ...company, authority: '' } }).filter(({ article }) =>
      article.startsWith('14'),
    );
    expect(articles).toMatchObject([
      { article: '14(2)(a)', what: 'period of marketing' },
      { article: '14(2)(e)', what: 'supervisory authority for complaints' },
    ]);
  });

  it('names by itself the profile at the service by which somebody writes, and what they had brought along', () => {
    const byPhone = everythingOn.map((each) =>
      each.code === 'service-conversation' ? { ...each, channels: ['whatsapp'] as const } : each,
    );
    const origins = [{ purpose: 'service-conversation', origin: 'handover' }] as const;
    const own = buildNotice('en', { ...facts, purposes: byPhone, origins }).sections.find(({ article }) => article === '14(2)(f)');
    expect(own?.tells).toEqual(['service-conversation/provider', 'service-conversation/handover']);
  });
});
