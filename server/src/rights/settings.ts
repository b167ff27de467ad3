// How people's rights are served unless told otherwise.
import { builtIn, minutes, onOff, people, type Setting } from '#kit/setting';
import { isReceiving, setReception } from './handover/reception.ts';
import { approvalsNeeded } from './rules.ts';
import { linkMinutes, sessionMinutes } from './sessions.ts';

export const rightsSettings: readonly Setting[] = [
  {
    code: 'rights.reception',
    group: 'privacy',
    title: { en: 'Hand-overs from other companies are received', de: 'Übergaben anderer Unternehmen werden angenommen' },
    reason: {
      en: 'Whoever receives holds data that nobody has asked for yet. Opening asks for a reason.',
      de: 'Wer annimmt, hält Daten, um die noch niemand gebeten hat. Öffnen braucht eine Begründung.',
    },
    article: '20(2)',
    standard: onOff(false),
    value: async (ctx) => onOff(await isReceiving(ctx)),
    undo: (ctx) => setReception(ctx, false, undefined),
    where: 'console',
    page: '/requests',
  },
  {
    code: 'rights.approval-of-erasure',
    group: 'privacy',
    title: {
      en: 'Who must approve an erasure that staff begin, once two may',
      de: 'Wer eine Löschung aus dem Team genehmigt, sobald zwei es dürfen',
    },
    reason: {
      en: 'It cannot be undone, so a second pair of eyes looks.',
      de: 'Sie lässt sich nicht zurücknehmen, also schaut ein zweites Paar Augen hin.',
    },
    article: '32(1)(b)',
    standard: people(approvalsNeeded('erasure', 'staff', 2)),
    ...builtIn,
  },
  {
    code: 'rights.approval-of-access',
    group: 'privacy',
    title: {
      en: 'Approvals for a copy that a proved person asks for',
      de: 'Genehmigungen für eine Kopie, die eine bewiesene Person verlangt',
    },
    reason: {
      en: 'Their data is theirs: whoever proved who they are waits for nobody.',
      de: 'Ihre Daten gehören ihnen: Wer bewiesen hat, wer er ist, wartet auf niemanden.',
    },
    article: '15(3)',
    standard: people(approvalsNeeded('access', 'person', 2)),
    ...builtIn,
  },
  {
    code: 'rights.privacy-session',
    group: 'security',
    title: { en: 'A visit to the privacy page ends after', de: 'Ein Besuch der Datenschutzseite endet nach' },
    reason: {
      en: 'It shows everything about a person, perhaps on a shared device.',
      de: 'Sie zeigt alles über eine Person, vielleicht auf einem geteilten Gerät.',
    },
    article: '32(1)(b)',
    standard: minutes(sessionMinutes),
    ...builtIn,
  },
  {
    code: 'rights.privacy-link',
    group: 'security',
    title: {
      en: 'A link from the chat to the privacy page opens once, within',
      de: 'Ein Link vom Chat zur Datenschutzseite öffnet einmal, binnen',
    },
    reason: {
      en: 'A link can be copied; a used or old one leads nowhere.',
      de: 'Ein Link lässt sich kopieren; ein benutzter oder alter führt nirgendwohin.',
    },
    article: '32(1)(b)',
    standard: minutes(linkMinutes),
    ...builtIn,
  },
];
