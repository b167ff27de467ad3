// What access does unless told otherwise.
import { builtIn, days, type Setting, same, size, times } from '#kit/setting';
import { validDays } from '../invitations.ts';
import { minimumCharacters } from '../passwords.ts';
import { defaultRoles } from '../permissions.ts';
import { mostBytes } from '../pictures/read.ts';
import { logoHash } from '../pictures/store.ts';
import { codeLimits } from '../second-factor/second-factor.ts';
import { absoluteSeconds, proofSeconds, signInLimits } from '../sessions.ts';
import { companyRow } from '../store.ts';
import { firstAccent } from '../workspaces.ts';

const security = { group: 'security', article: '32(1)(b)', ...builtIn } as const;
const noLogo = { en: 'none', de: 'keines' };

export const accessSettings: readonly Setting[] = [
  {
    ...security,
    code: 'access.session-life',
    title: { en: 'A session of staff ends in any case after', de: 'Eine Sitzung im Team endet in jedem Fall nach' },
    reason: { en: 'A stolen cookie is worth a week at most.', de: 'Ein gestohlenes Cookie ist höchstens eine Woche wert.' },
    standard: days(absoluteSeconds / 86_400),
  },
  {
    ...security,
    code: 'access.invitation-life',
    title: { en: 'An invitation is good once, for', de: 'Eine Einladung gilt einmal, für' },
    reason: { en: 'Whoever finds it later finds nothing.', de: 'Wer sie später findet, findet nichts.' },
    standard: days(validDays),
  },
  {
    ...security,
    code: 'access.password-length',
    title: { en: 'Shortest password, in characters', de: 'Kürzestes Passwort, in Zeichen' },
    reason: {
      en: 'Length beats odd characters; known passwords are refused.',
      de: 'Länge schlägt Sonderzeichen; bekannte Passwörter werden abgelehnt.',
    },
    standard: same(minimumCharacters),
  },
  {
    ...security,
    code: 'access.sign-in-tries',
    title: {
      en: 'Tries to sign in with one address from one network, then one each half minute',
      de: 'Anmeldeversuche je Adresse aus einem Netz, dann einer je halbe Minute',
    },
    reason: { en: 'Guessing takes years, mistyping only a moment.', de: 'Raten dauert Jahre, Vertippen nur einen Augenblick.' },
    standard: times(signInLimits.tries),
  },
  {
    ...security,
    code: 'access.proof-life',
    title: { en: 'A proof counts for dangerous acts, in minutes', de: 'Ein Nachweis gilt für gefährliche Handlungen, in Minuten' },
    reason: {
      en: 'A screen left open for a coffee cannot erase anybody.',
      de: 'Ein Bildschirm, der für einen Kaffee offen bleibt, kann niemanden löschen.',
    },
    standard: same(proofSeconds / 60),
  },
  {
    ...security,
    code: 'access.code-tries',
    title: {
      en: 'Tries at the code of an app from one network, then one each half hour',
      de: 'Versuche am Code einer App aus einem Netz, dann einer je halbe Stunde',
    },
    reason: {
      en: 'Six digits are few; whoever has the password too must not count through them.',
      de: 'Sechs Ziffern sind wenig; wer auch das Passwort hat, darf sie nicht durchzählen.',
    },
    standard: times(codeLimits.tries),
  },
  {
    ...security,
    code: 'access.agent-approves',
    title: { en: 'Agents may approve requests and change settings', de: 'Der Kundendienst darf genehmigen und einstellen' },
    reason: { en: 'Everyone may do what their work needs, and no more.', de: 'Alle dürfen, was ihre Arbeit braucht, und nicht mehr.' },
    article: '25(2)',
    standard: defaultRoles.agent.permissions.some((each) => each === 'requests.approve' || each === 'workspace.change')
      ? { en: 'yes', de: 'ja' }
      : { en: 'no', de: 'nein' },
  },
  {
    code: 'access.accent',
    group: 'channels',
    title: { en: 'Colour of the chat and the privacy pages', de: 'Farbe von Chat und Datenschutzseiten' },
    reason: {
      en: 'Readable on light and dark. Yours is made readable where needed.',
      de: 'Auf Hell und Dunkel lesbar. Eure wird wo nötig lesbar gemacht.',
    },
    article: '12(1)',
    standard: same(firstAccent),
    value: async (ctx) => same((await companyRow(ctx.db, ctx.workspace)).accent),
    where: 'console',
    page: '/company',
  },
  {
    code: 'access.logo',
    group: 'channels',
    title: { en: 'Logo on customers’ pages', de: 'Logo auf den Seiten für Kunden' },
    reason: {
      en: 'None until you choose one. It is cleaned of everything that is not picture, and may not be a program (SVG).',
      de: 'Keines, bis ihr eines wählt. Alles, was nicht Bild ist, wird entfernt; Programme (SVG) sind keine Bilder.',
    },
    article: '32(1)',
    standard: noLogo,
    value: async (ctx) => ((await logoHash(ctx.db, ctx.workspace)) === undefined ? noLogo : { en: 'chosen', de: 'gewählt' }),
    where: 'console',
    page: '/company',
  },
  {
    ...security,
    code: 'access.picture-bytes',
    title: { en: 'Largest logo or photo', de: 'Größtes Logo oder Foto' },
    reason: {
      en: 'Customers’ pages stay quick also on a weak line.',
      de: 'Die Seiten für Kunden bleiben auch mit schwachem Netz schnell.',
    },
    article: null,
    standard: size(mostBytes),
  },
];
