// Who carries text messages: one folder each, one line in the list.
import { type CarrierName, type SmsSettings, spokenBy, type TextCarrier } from './shape.ts';
import { smpp } from './smpp/smpp.ts';
import { twilio } from './twilio/twilio.ts';
import { vonage } from './vonage/vonage.ts';

const carriers: Readonly<Record<CarrierName, TextCarrier>> = {
  twilio: twilio as unknown as TextCarrier,
  vonage: vonage as unknown as TextCarrier,
  smpp: smpp as unknown as TextCarrier,
};

export const carrierOf = (settings: SmsSettings): TextCarrier => carriers[spokenBy(settings)];
