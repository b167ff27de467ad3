// What a channel for Messenger is told beside what all of Meta's share: the page people write to.
import type { Settings } from '../../adapter.ts';
import { completeWith, idSetting, type MetaSettings, schemaWith } from '../meta/settings.ts';

const ids = ['pageId'] as const;
export type MessengerSettings = MetaSettings & Readonly<Record<(typeof ids)[number], string>>;

export const settingsSchema = schemaWith({
  pageId: idSetting('Id of the page on Facebook'),
});

/** Throws Problem `invalid`. */
export const completeSettings = (given: Settings, before: MessengerSettings | undefined): MessengerSettings =>
  completeWith(ids, given, before);
