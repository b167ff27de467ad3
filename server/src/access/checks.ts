// Compliance checks over companies and staff.
import { insideHosts } from '#kit/outside';
import type { Check } from '#kit/room';
import { openGifts, ownRepairs, shownLinks } from './alone/acts.ts';
import { reviewWithinDays } from './emergency/emergency.ts';
import { unreviewed } from './emergency/store.ts';
import { isOverdue } from './reviews/reviews.ts';
import { countHolders } from './staff.ts';
import * as store from './store.ts';

export const accessChecks: readonly Check[] = [
  {
    id: 'access.nobody-leads-inside',
    article: '32(1)(b)',
    question: 'Is no host inside the own network named that an address typed in by a company may lead to?',
    severity: 'medium',
    run: async (ctx) => insideHosts(ctx.tools).length,
  },
  {
    id: 'access.controller-is-named',
    article: '13(1)(a)',
    question: 'Do name, postal address and a contact address of the controller stand ready for the notices?',
    severity: 'high',
    run: async (ctx) => {
      const row = await store.companyRow(ctx.db, ctx.workspace);
      return [row.name, row.address, row.contact_email ?? ''].filter((fact) => fact.trim() === '').length;
    },
  },
  {
    id: 'access.a-second-person-can-approve',
    article: '32(1)(b)',
    question: 'Can at least two members of staff approve requests, so that nobody approves alone and one absence stops nothing?',
    severity: 'low',
    run: async (ctx) => ((await countHolders(ctx, 'requests.approve')) < 2 ? 1 : 0),
  },
  {
    id: 'access.nobody-gave-themselves-customers',
    article: '32(4)',
    question: 'Was every right to look at customers given by somebody else than whoever holds it, or judged by somebody else?',
    severity: 'high',
    run: async (ctx) => (await openGifts(ctx)).length,
    evidence: openGifts,
  },
  {
    id: 'access.links-lie-with-their-owner',
    article: '32(1)(b)',
    question: 'Was no link into the account of a colleague shown to somebody else, or did a third one judge it?',
    severity: 'medium',
    run: async (ctx) => (await shownLinks(ctx)).length,
    evidence: shownLinks,
  },
  {
    id: 'access.repairs-are-seen-by-two',
    article: '32(1)(d)',
    question: 'Was every repair of a severe finding verified by somebody else than who made it, or judged by somebody else since?',
    severity: 'medium',
    run: async (ctx) => (await ownRepairs(ctx)).length,
    evidence: ownRepairs,
  },
  {
    id: 'access.emergencies-are-reviewed',
    article: '32(1)(b)',
    question: 'Has somebody said of every emergency access within seven days whether it was justified?',
    severity: 'high',
    run: (ctx) => unreviewed(ctx.db, ctx.workspace, new Date(ctx.now.getTime() - reviewWithinDays * 86_400_000)),
  },
  {
    id: 'access.who-has-what-is-reviewed',
    article: '32(1)(d)',
    question: 'Is it reviewed as often as decided who has which rights, and is a review finished within two weeks?',
    severity: 'medium',
    run: async (ctx) => ((await isOverdue(ctx)) ? 1 : 0),
  },
];
