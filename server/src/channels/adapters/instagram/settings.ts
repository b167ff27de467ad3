// What a channel for Instagram is told beside what all of Meta's share: the account people write to, and the page on Facebook by which it is answered.
import type { Settings } from '../../adapter.ts';
import { completeWith, idSetting, type MetaSettings, schemaWith } from '../meta/settings.ts';

const ids = ['instagramId', 'pageId'] as const;
export type InstagramSettings = MetaSettings & Readonly<Record<(typeof ids)[number], string>>;

export const settingsSchema = schemaWith({
  instagramId: idSetting('Id of the professional account on Instagram'),
  pageId: idSetting('Id of the page on Facebook that it is linked with'),
});

/** Throws Problem `invalid`. */
export const completeSettings = (given: Settings, before: InstagramSettings | undefined): InstagramSettings =>
  completeWith(ids, given, before);
