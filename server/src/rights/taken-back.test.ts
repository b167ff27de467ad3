import { expect, it } from 'vitest';
import type { StepRow } from './store.ts';
import { codesIn, takenBack } from './taken-back.ts';

const step = (detail: object): StepRow =>
  ({
    step: `at-provider:${JSON.stringify(detail)}`,
    at: new Date('2026-11-30T04:00:00Z'),
    detail: { recipient: 'meta', gone: 0, days: 0, ...detail },
  }) as unknown as StepRow;
const published = 'Meta publishes no period.';
const note = (...details: object[]) => takenBack(details.map(step), 'meta')?.note;

it('one kind is said once for all its inboxes, and its counts are summed', () => {
  expect(
    note(
      { forgets: 'nothing', kept: 2, published, channel: 'messenger' },
      { forgets: 'nothing', kept: 3, published, channel: 'instagram' },
    ),
  ).toMatch(/^Its interface deletes nothing: 5 messages .* Meta publishes no period\./);
});

it('of several kinds each has its own note, named by its channel where that was written down', () => {
  const files = { forgets: 'files', gone: 1, days: 30 };
  const both = note({ ...files, channel: 'whatsapp' }, { forgets: 'nothing', kept: 2, published, channel: 'messenger' });
  expect(both).toMatch(
    /^WhatsApp: 1 files were deleted there .* until 2026-12-30\. .* Messenger: Its interface deletes nothing: 2 messages/,
  );
  expect(both).not.toContain('emptied and deleted');
  expect(note(files, { forgets: 'messages', gone: 4, days: 30 })).toMatch(
    /^1 files were deleted .* 4 messages were emptied and deleted there/,
  );
});

it('deleting for both sides is another kind than deleting with backups, and who was not asked has no note', () => {
  expect(note({ forgets: 'messages', gone: 1 }, { forgets: 'messages', gone: 2, days: 30 })).toMatch(
    /1 messages were deleted there .* both sides.* 2 messages were emptied/,
  );
  expect(takenBack([step({ forgets: 'files' })], 'twilio')).toBeUndefined();
});

it('codes and counts say what the note says, and nothing is said in codes of what was written down in words alone', () => {
  const asked = (...details: object[]) => takenBack(details.map(step), 'meta')?.asked;
  const counts = { gone: 0, left: 0, kept: 0, missing: 0, elsewhere: 0, until: null, published: null };
  const files = { forgets: 'files', gone: 1, days: 30, channel: 'whatsapp' };
  const nothing = { forgets: 'nothing', kept: 2, published, publishes: 'meta-pages', channel: 'messenger' };
  expect(asked(files, nothing)).toEqual([
    { ...counts, what: 'files', channels: ['whatsapp'], gone: 1, until: '2026-12-30' },
    { ...counts, what: 'nothing', channels: ['messenger'], kept: 2, published: 'meta-pages' },
  ]);
  expect(asked({ forgets: 'nothing', kept: 2 })).toEqual([{ ...counts, what: 'protocol', channels: [], kept: 2 }]);
  expect(asked(files, { ...nothing, publishes: undefined })).toBeNull();
  expect(codesIn('relay mailgun')).toEqual(['relay', 'mailgun']);
  expect(codesIn('relay of-tomorrow')).toBeUndefined();
});
