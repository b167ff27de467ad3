// What a channel for WhatsApp is told beside what all of Meta's share: the number it writes from, and the business account that its templates belong to.
import type { Settings } from '../../adapter.ts';
import { completeWith, idSetting, type MetaSettings, schemaWith } from '../meta/settings.ts';

const ids = ['numberId', 'businessId'] as const;
export type WhatsAppSettings = MetaSettings & Readonly<Record<(typeof ids)[number], string>>;

export const settingsSchema = schemaWith({
  numberId: idSetting('Id of the phone number, as the Cloud API names it'),
  businessId: idSetting('Id of the WhatsApp Business account'),
});

/** Throws Problem `invalid`. */
export const completeSettings = (given: Settings, before: WhatsAppSettings | undefined): WhatsAppSettings =>
  completeWith(ids, given, before);
