// The terms of staff as settings.
import { days, hours, minutes, type Setting } from '#kit/setting';
import { changeTerms, defaultTerms, type Terms, terms } from './terms.ts';

const yesNo = (is: boolean) => (is ? { en: 'yes', de: 'ja' } : { en: 'no', de: 'nein' });
const lasting = (count: number) => (count % 60 === 0 ? hours(count / 60) : minutes(count));
const changed = { group: 'privacy', where: 'console' } as const;

export const termsSettings: readonly Setting[] = [
  {
    ...changed,
    code: 'access.former-staff',
    title: { en: 'Name, address and photo of former staff are erased after', de: 'Name, Adresse und Foto Ehemaliger werden gelöscht nach' },
    reason: {
      en: 'A quarter answers questions about what somebody wrote; afterwards the ledger’s id is enough.',
      de: 'Ein Quartal reicht für Rückfragen zu Geschriebenem; danach genügt die Kennung im Protokoll.',
    },
    article: '5(1)(e)',
    standard: days(defaultTerms.formerDays),
    value: async (ctx) => days((await terms(ctx)).formerDays),
    undo: async (ctx, before) => void (await changeTerms(ctx, { formerDays: (before as Terms).formerDays })),
    page: '/staff',
  },
  {
    ...changed,
    code: 'access.review-every',
    title: { en: 'Who has what is reviewed every', de: 'Wer was darf, wird überprüft alle' },
    reason: {
      en: 'Tasks change within a quarter, and nobody gives rights back unasked.',
      de: 'Aufgaben ändern sich im Lauf eines Quartals, und niemand gibt Rechte ungefragt zurück.',
    },
    article: '32(1)(d)',
    standard: days(defaultTerms.reviewDays),
    value: async (ctx) => days((await terms(ctx)).reviewDays),
    undo: async (ctx, before) => void (await changeTerms(ctx, { reviewDays: (before as Terms).reviewDays })),
    page: '/reviews',
  },
  {
    ...changed,
    group: 'security',
    code: 'access.second-factor',
    title: {
      en: 'Staff set up a second factor or a passkey before anything else',
      de: 'Das Team richtet vor allem anderen einen zweiten Faktor oder Passkey ein',
    },
    reason: {
      en: 'Nobody is locked out on the first day. Ask for it as soon as everybody has a phone or a key at hand.',
      de: 'Am ersten Tag wird niemand ausgesperrt. Verlangt es, sobald alle ein Telefon oder einen Schlüssel zur Hand haben.',
    },
    article: '32(1)(b)',
    standard: yesNo(defaultTerms.secondFactor),
    value: async (ctx) => yesNo((await terms(ctx)).secondFactor),
    undo: async (ctx, before) => void (await changeTerms(ctx, { secondFactor: (before as Terms).secondFactor })),
    page: '/staff',
  },
  {
    ...changed,
    group: 'security',
    code: 'access.session-idle',
    title: { en: 'A session of staff ends without use after', de: 'Eine Sitzung im Team endet ungenutzt nach' },
    reason: {
      en: 'A working day: a screen left open overnight is closed in the morning. Choose less where others pass by.',
      de: 'Ein Arbeitstag: Ein über Nacht offener Bildschirm ist am Morgen zu. Wählt weniger, wo andere vorbeikommen.',
    },
    article: '32(1)(b)',
    standard: lasting(defaultTerms.idleMinutes),
    value: async (ctx) => lasting((await terms(ctx)).idleMinutes),
    undo: async (ctx, before) => void (await changeTerms(ctx, { idleMinutes: (before as Terms).idleMinutes })),
    page: '/staff',
  },
];
