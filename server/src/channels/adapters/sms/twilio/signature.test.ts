// Vectors from Twilio's documentation, and the official package as the judge of ours.
import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { isSigned, signatureOf } from './signature.ts';

const token = '12345';
/** twilio.com/docs/usage/security, "Validating signatures from Twilio". */
const url = 'https://example.com/myapp.php?foo=1&bar=2';
const documented = { Digits: '1234', To: '+18005551212', From: '+14158675310', Caller: '+14158675310', CallSid: 'CA1234567890ABCDE' };

describe('a signature', () => {
  it('is the one of the documentation', () => {
    expect(signatureOf(token, url, new URLSearchParams(documented))).toBe('L/OH5YylLD5NRKLltdqwSvS0BnU=');
    expect(isSigned(token, url, new URLSearchParams(documented), 'L/OH5YylLD5NRKLltdqwSvS0BnU=')).toBe(true);
  });

  it.each([
    ['https://talk.example.com/hooks/sms/00/in', 'Body=Grüße+aus+Köln%21&From=%2B12025550143'],
    ['https://talk.example.com:8443/hooks/sms/00/in', 'Body=&NumMedia=0'],
    ['http://localhost:8080/hooks/sms/00/status?m=msg_1', 'MessageStatus=sent&a=2&a=1&a=2'],
    ['https://talk.example.com/hooks/sms/00/in', 'b=1&A=2&a=3&%C3%A4=4'],
  ])('of %s is what the official package makes and takes', (address, form) => {
    const fields = new URLSearchParams(form);
    const asObject = Object.fromEntries(
      [...new Set(fields.keys())].map((name) => [name, fields.getAll(name).length > 1 ? fields.getAll(name) : fields.get(name)]),
    );
    const theirs = twilio.getExpectedTwilioSignature(token, address, asObject);
    expect(signatureOf(token, address, fields)).toBe(theirs);
    expect(twilio.validateRequest(token, signatureOf(token, address, fields), address, asObject)).toBe(true);
    expect(isSigned(token, address, fields, theirs)).toBe(true);
  });

  it('counts with and without the usual port', () => {
    const form = new URLSearchParams({ Body: 'hello' });
    const [bare, ported] = ['https://talk.example.com/in', 'https://talk.example.com:443/in'];
    expect(isSigned(token, bare, form, signatureOf(token, ported, form))).toBe(true);
    expect(isSigned(token, ported, form, signatureOf(token, bare, form))).toBe(true);
  });

  it.each([
    ['another token', '54321', url, documented],
    ['another address', token, 'https://example.com/other.php', documented],
    ['another field', token, url, { ...documented, Digits: '1235' }],
  ])('of %s is refused', (_, otherToken, otherUrl, fields) => {
    expect(isSigned(token, url, new URLSearchParams(documented), signatureOf(otherToken, otherUrl, new URLSearchParams(fields)))).toBe(
      false,
    );
  });

  it('is needed, whole, and worth nothing under an empty token', () => {
    const form = new URLSearchParams(documented);
    for (const given of [undefined, '', 'AAAA', 'L/OH5YylLD5NRKLltdqwSvS0Bn', `${signatureOf(token, url, form)}AAAA`])
      expect(isSigned(token, url, form, given)).toBe(false);
    expect(isSigned('', url, form, signatureOf('', url, form))).toBe(false);
  });
});
