// When nobody is written to, and how often at most, unless a company says otherwise.
import { type Setting, same } from '#kit/setting';
import { changeLimits, limitsOf } from './limits/limits.ts';
import { type Limits, usual } from './limits/rules.ts';

const where = { where: 'console', page: '/campaigns' } as const;
const zone = ({ timeZone }: Limits): string => (timeZone === usual.timeZone ? '' : ` (${timeZone})`);
const quiet = (limits: Limits) => ({
  en: `${limits.quietFrom}:00 to ${limits.quietUntil}:00${limits.sundays ? ', and Sundays' : ''}${zone(limits)}`,
  de: `${limits.quietFrom} bis ${limits.quietUntil} Uhr${limits.sundays ? ', und sonntags' : ''}${zone(limits)}`,
});
const often = ({ most, days }: Limits) => ({ en: `${most} in ${days} days`, de: `${most} in ${days} Tagen` });

export const campaignSettings: readonly Setting[] = [
  {
    code: 'campaigns.quiet-hours',
    group: 'privacy',
    title: { en: 'Campaigns rest', de: 'Kampagnen ruhen' },
    reason: {
      en: 'Nobody is woken by news. Less rest asks for a reason.',
      de: 'Neuigkeiten wecken niemanden. Weniger Ruhe braucht eine Begründung.',
    },
    article: '25(2)',
    standard: quiet(usual),
    value: async (ctx) => quiet(await limitsOf(ctx)),
    undo: async (ctx, before) => {
      const { quietFrom, quietUntil, sundays, timeZone } = before as Limits;
      await changeLimits(ctx, { ...(await limitsOf(ctx)), quietFrom, quietUntil, sundays, timeZone }, undefined);
    },
    ...where,
  },
  {
    code: 'campaigns.time-zone',
    group: 'operation',
    title: { en: 'Time zone of those hours', de: 'Zeitzone dieser Stunden' },
    reason: { en: 'Parley knows no time zone of a person.', de: 'Parley kennt von niemandem die Zeitzone.' },
    article: null,
    standard: same(usual.timeZone),
    value: async (ctx) => same((await limitsOf(ctx)).timeZone),
    ...where,
  },
  {
    code: 'campaigns.frequency',
    group: 'privacy',
    title: { en: 'Messages to one person for one purpose, at most', de: 'Nachrichten an eine Person für einen Zweck, höchstens' },
    reason: { en: 'A yes is no yes to everything at once.', de: 'Ein Ja ist kein Ja zu allem auf einmal.' },
    article: '25(2)',
    standard: often(usual),
    value: async (ctx) => often(await limitsOf(ctx)),
    undo: async (ctx, before) => {
      const { most, days } = before as Limits;
      await changeLimits(ctx, { ...(await limitsOf(ctx)), most, days }, undefined);
    },
    ...where,
  },
];
