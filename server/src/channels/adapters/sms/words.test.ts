// What a carrier says of one number is no word about the account: a campaign goes on past it.
import { expect, it } from 'vitest';
import { refusalOf as ofCentre } from './smpp/errors.ts';
import { meaningOf as ofTwilio } from './twilio/errors.ts';
import { meaningOf as ofVonage } from './vonage/errors.ts';

const vonage = (code: number) => ofVonage({ type: `https://developer.vonage.com/api-errors/messages#${code}` }).because;

it.each([
  ['Twilio, a number for this destination', ofTwilio(21606).because, 'sender-not-taken-there'],
  ['Vonage, by the rules of the country', vonage(1120), 'sender-not-taken-there'],
  ['Vonage, a sender', vonage(1420), 'sender-not-taken-there'],
  ['Twilio, a number of somebody else', ofTwilio(21660).because, 'sender-unusable'],
  ['Vonage, what the account may not', vonage(1140), 'sender-unusable'],
  ['Vonage, without credit', vonage(1070), 'no-credit'],
  ['Twilio, a sign-in that WhatsApp does not accept', ofTwilio(63001).because, 'bad-credentials'],
  ['a message centre, the address of the sender', (ofCentre('Waves', 10) as { because?: string }).because, 'sender-unusable'],
])('%s', (_, because, expected) => expect(because).toBe(expected));
