// The doors of the privacy centre before anyone is known: what a company says about itself, a code to a known address or number, a signed link, and preferences by link from a message.
import { centreKey, company, logoPath } from '#access';
import { ageBands, countries, heedSignal, stateOf, whatChanged } from '#consent';
import { readToken } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId, WorkspaceId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { publicRoute, type Route } from '#kit/route';
import { group } from '#people';
import { currentNotice, type Language, purposeByCode, sectionsForWire, shownFor } from '#purposes';
import { basisOf, changeChoice, leave, readChoice, renewableUntil, standOf } from './by-link.ts';
import { certificateOf } from './certificate.ts';
import { contestable, disownByLink } from './disown.ts';
import { askForCode, enterByCode, sendsTexts, within } from './entry.ts';
import { openSession, takeLink, workspaceOf } from './sessions.ts';
import type { RequestId } from './store.ts';

export const centreRoutes: readonly Route[] = [
  publicRoute('readCentre', {
    purpose: null,
    handle: async (tools, { params, query }) =>
      within(tools, await workspaceOf(tools, params.key), async (ctx) => {
        const facts = await company(ctx);
        const language: Language = query.language ?? facts.language;
        const notice = await currentNotice(ctx, language);
        return {
          company: facts.name,
          language,
          accent: facts.accent,
          logo: await logoPath(ctx),
          address: facts.address,
          dpoContact: facts.dpoContact,
          authority: facts.authority,
          contactEmail: facts.contactEmail,
          country: facts.country,
          texts: await sendsTexts(ctx),
          notice: notice
            ? {
                version: notice.version,
                publishedAt: notice.publishedAt.toISOString(),
                short: notice.short,
                sections: sectionsForWire(notice.sections).map(({ tells: _, ...each }) => each),
              }
            : null,
        };
      }),
  }),
  publicRoute('requestCode', {
    purpose: 'identity-verification',
    perMinute: 10,
    handle: async (tools, { params, body, request }) => {
      await askForCode(tools, await workspaceOf(tools, params.key), body, request.ip);
      return {};
    },
  }),
  publicRoute('startPersonSession', {
    purpose: 'identity-verification',
    perMinute: 20,
    handle: async (tools, { params, body }) => {
      const workspace = await workspaceOf(tools, params.key);
      if ('link' in body)
        return within(tools, workspace, async (ctx) => openSession(ctx, await living(ctx, await takeLink(ctx, body.link))));
      return enterByCode(tools, workspace, body, body.code);
    },
  }),
  publicRoute('readCertificateByLink', {
    purpose: null,
    perMinute: 60,
    handle: async (tools, { params }) => {
      const claims = readToken(tools, 'certificate', params.token);
      if (!claims) throw new Problem('expired');
      return within(tools, claims['workspace'] as WorkspaceId, (ctx) => certificateOf(ctx, claims['request'] as RequestId));
    },
  }),
  publicRoute('readCertificateCentre', {
    purpose: null,
    perMinute: 60,
    handle: async (tools, { params }) => {
      const claims = readToken(tools, 'certificate', params.token);
      if (!claims) throw new Problem('expired');
      return within(tools, claims['workspace'] as WorkspaceId, async (ctx) => ({ key: await centreKey(ctx) }));
    },
  }),
  publicRoute('readPreferences', {
    purpose: 'rights-fulfilment',
    perMinute: 60,
    handle: async (tools, { params, query, request }) => {
      const choice = readChoice(tools, params.token);
      return within(tools, choice.workspace, async (ctx) => {
        const people = await group(ctx, choice.person);
        const purpose = await purposeByCode(ctx, choice.purpose);
        if (people.length === 0 || !purpose) throw new Problem('expired');
        // whoever reads the message may hold the link: a browser's word reaches as far as a press on this page does. A question that was put waits for the press: scanners look, and so does whoever it was passed on to
        const isPut = (await stateOf(ctx, people, purpose.code, choice.channel)) === 'requested';
        if (basisOf(purpose) !== 'law' && !isPut) await heedSignal(ctx, request.header('sec-gpc'), choice.person, choice);
        const facts = await company(ctx);
        const language = query.language ?? facts.language;
        const changed = await whatChanged(ctx, choice.person, purpose.code, choice.channel, language);
        const { state, active, again } = await standOf(ctx, people, purpose, choice.channel);
        return {
          company: facts.name,
          centreKey: await centreKey(ctx),
          purpose: purpose.code,
          purposeName: purpose.texts[language].name,
          description: changed?.now ?? purpose.texts[language].description,
          channel: choice.channel,
          basis: basisOf(purpose),
          active,
          again,
          pending: state === 'pending',
          mayContest: (await contestable(ctx, choice)).length > 0,
          endsOn: await renewableUntil(ctx, choice, purpose),
          before: changed?.before ?? null,
          ages: purpose.toChildren ? [...ageBands] : [],
          countries: purpose.toChildren ? countries(facts.country) : [],
          explicit: purpose.special.length > 0,
          wording: shownFor(purpose, choice.channel, language),
          accent: facts.accent,
          logo: await logoPath(ctx),
        };
      });
    },
  }),
  publicRoute('changePreference', {
    purpose: 'rights-fulfilment',
    perMinute: 60,
    handle: async (tools, { params, body, request }) => {
      const choice = readChoice(tools, params.token);
      const session = { ip: request.ip, agent: request.userAgent };
      return within(tools, choice.workspace, (ctx) => changeChoice(ctx, choice, body, session));
    },
  }),
  publicRoute('disownByLink', {
    purpose: 'rights-fulfilment',
    perMinute: 10,
    handle: async (tools, { params }) => {
      const choice = readChoice(tools, params.token);
      return within(tools, choice.workspace, (ctx) => disownByLink(ctx, choice));
    },
  }),
  publicRoute('unsubscribe', {
    purpose: 'rights-fulfilment',
    perMinute: 60,
    handle: async (tools, { params }) => {
      const choice = readChoice(tools, params.token);
      await within(tools, choice.workspace, (ctx) => leave(ctx, choice));
      return { withdrawn: true };
    },
  }),
];

async function living(ctx: Ctx, person: PersonId): Promise<PersonId> {
  const [root] = await group(ctx, person);
  if (root === undefined) throw new Problem('erased');
  return root;
}
