// Consent records and receipts (ISO/IEC TS 27560): the company's own, and the person's copy of them. Made when they are fetched and kept nowhere.
import { centreKey, company } from '#access';
import { consentDocument, versionedHistory } from '#consent';
import { permitOrThrow } from '#gate';
import type { Permit } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { type Special, special } from '#kit/route';
import { purposeVersions } from '#purposes';
import { noticeRecipients } from '#vendors';

/** What the history of consents shows: sealed words and session facts. */
export const consentFields = ['consent_events.wording', 'consent_events.session', 'consent_events.evidence'];
type Kind = 'record' | 'receipt';

/** Every consent of a person, whatever became of it, as one JSON-LD file. Problem `gate-refused`, `erased`. */
export async function consentFile(ctx: Ctx, person: PersonId, kind: Kind): Promise<Special> {
  const permit = await permitOrThrow(ctx, { act: 'reveal', person, purpose: 'rights-fulfilment', fields: consentFields });
  return special({
    bytes: await consentBytes(ctx, permit, person, kind),
    headers: {
      'content-type': 'application/ld+json; charset=utf-8',
      'content-disposition': `attachment; filename="consent-${kind}s.jsonld"`,
      'cache-control': 'no-store',
    },
  });
}

/** The same under a permit that names `consent_events.wording` and `consent_events.evidence`, without what was said later than `upTo`; of `people` alone, where not everything of a person opens. */
export async function consentBytes(
  ctx: Ctx,
  permit: Permit,
  person: PersonId,
  kind: Kind,
  { upTo, people }: { readonly upTo?: Date | undefined; readonly people?: readonly PersonId[] } = {},
): Promise<Buffer> {
  const history = await versionedHistory(ctx, permit, person, 'en', people);
  const events = history.filter(({ at }) => upTo === undefined || Date.parse(at) <= upTo.getTime());
  const document = consentDocument({
    kind,
    person,
    madeAt: ctx.now,
    company: await company(ctx),
    centreUrl: `${config.of(ctx).publicUrl}/privacy/${await centreKey(ctx)}`,
    recipients: await noticeRecipients(ctx),
    purposes: await purposeVersions(
      ctx,
      events.map(({ purpose, purposeVersion }) => ({ code: purpose, version: purposeVersion })),
    ),
    events,
  });
  return Buffer.from(JSON.stringify(document, null, 2));
}
