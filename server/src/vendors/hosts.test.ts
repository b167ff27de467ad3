import { expect, test } from 'vitest';
import { countryOfAmazon, regionOfHost } from './hosts.ts';
import { liesWhere } from './rules.ts';

test.each([
  ['email-smtp.eu-west-1.amazonaws.com', 'IE'],
  ['kms.eu-central-1.amazonaws.com', 'DE'],
  ['logs.us-gov-west-1.amazonaws.com', 'US'],
  ['sns.cn-north-1.amazonaws.com.cn', 'CN'],
  ['api.twilio.com', 'US'],
  ['API.Dublin.IE1.Twilio.com', 'IE'],
  ['smtp.eu.mailgun.org', 'EU'],
  ['smtp.mailgun.org', 'US'],
  ['api.eu.mailgun.net', 'EU'],
  ['api.mailgun.net', 'US'],
  ['smtp.eu.sendgrid.net', 'EU'],
  ['smtp.sendgrid.net', 'US'],
  ['api-eu-3.vonage.com', 'EU'],
  ['api-ap.vonage.com', 'SG'],
  ['api.nexmo.com', undefined],
  ['api.twilio.com.example.com', undefined],
  ['eu-west-1.amazonaws.com.example.com', undefined],
  ['relay.example.com', undefined],
  ['', undefined],
])('%s lies in %s', (host, region) => expect(regionOfHost(host)).toBe(region));

test('a region of Amazon that is newer than the list is a third country that nobody knows', () => {
  expect([countryOfAmazon('eu-west-1'), countryOfAmazon('us-east-2'), countryOfAmazon('xx-new-9')]).toEqual(['IE', 'US', 'ZZ']);
});

test('a region of the Union fits every country of the EEA, and no other', () => {
  const fits = (region: string, seen: string) => liesWhere({ region }, seen, '2026-11-24');
  expect([fits('DE', 'EU'), fits('NO', 'EU'), fits('US', 'EU'), fits('DE', 'DE'), fits('DE', 'FR')]).toEqual([
    true,
    true,
    false,
    true,
    false,
  ]);
});
