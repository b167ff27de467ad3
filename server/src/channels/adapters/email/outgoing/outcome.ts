// What a mail server's answer means for a message: again later, or never, in words for an agent. The server's own text may quote a person and goes no further.
import { outsideFault } from '#kit/outside';
import type { Outcome } from '../../../adapter.ts';
import { meaning } from '../mime/report.ts';

type SmtpError = {
  readonly code?: string;
  readonly originalCode?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
};

/** The outcome of a failed attempt, from the error that nodemailer gives. */
export function outcomeOf(error: unknown): Outcome {
  const { code, originalCode, responseCode, response } = error as SmtpError;
  if (code === 'ETLS' || (code === 'ESOCKET' && isOfCertificate(originalCode)))
    return {
      outcome: 'retry',
      because: 'relay-without-tls',
      words:
        'The mail relay offers no encryption that can be trusted, so nothing was sent. An administrator must look at PARLEY_SMTP_RELAY.',
      afterSeconds: 600,
    };
  if (code === 'EAUTH' || responseCode === 530 || responseCode === 535)
    return {
      outcome: 'retry',
      because: 'relay-refused-us',
      words: 'The mail relay does not accept our sign-in. An administrator must look at PARLEY_SMTP_RELAY.',
      afterSeconds: 600,
    };
  if (responseCode !== undefined && responseCode >= 500) return { outcome: 'failed', ...permanent(responseCode, response ?? '') };
  if (responseCode !== undefined && responseCode >= 400)
    return { outcome: 'retry', because: 'deferred', words: 'The mail server asked us to try again later.' };
  if (code === 'EENVELOPE')
    return { outcome: 'failed', because: 'unknown-address', words: 'This is not an address that mail can be sent to.' };
  return { outcome: 'retry', because: 'unreachable', words: 'The mail relay could not be reached.' };
}

/** The same where the mailbox's own server was asked: what a person can mend is mended in the settings of the channel. */
export function ownOutcomeOf(error: unknown): Outcome {
  if ((error as { fault?: unknown }).fault === 'not-agreed' || outsideFault(error) === 'outside-refused')
    return { outcome: 'retry', because: 'relay-refused-us', words: `${ownWords['relay-refused-us']}`, afterSeconds: 600 };
  const outcome = outcomeOf(error);
  const words = 'because' in outcome ? ownWords[outcome.because] : undefined;
  return words === undefined || outcome.outcome === 'sent' ? outcome : { ...outcome, words };
}

const ownWords: Readonly<Record<string, string>> = {
  'relay-without-tls': 'The mail server of this mailbox offers no encryption that can be trusted, so nothing was sent.',
  'relay-refused-us': 'The mail server of this mailbox does not let us in. An administrator must look at the settings of this channel.',
  unreachable: 'The mail server of this mailbox could not be reached.',
};

/** OpenSSL's and Node's names for a certificate that does not hold; what the network says begins with E and is one word. */
const isOfCertificate = (code = ''): boolean => /^(ERR_TLS|ERR_SSL|CERT_|[A-Z]+_[A-Z_]*CERT|UNABLE_TO|HOSTNAME_)/.test(code);

function permanent(responseCode: number, response: string): { because: string; words: string } {
  const status = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(response.slice(0, 500))?.[0];
  if (status !== undefined) return meaning(status);
  if (responseCode === 550 || responseCode === 551 || responseCode === 553) return meaning('5.1.1');
  if (responseCode === 552) return meaning('5.2.2');
  return { because: 'rejected', words: 'The mail server refused the mail for good.' };
}
