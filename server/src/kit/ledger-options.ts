// Options of the configuration by which others look after the ledger: witnesses, a SIEM, a time-stamp authority; beside the others only because they are many.
import type { Option } from './carrier-options.ts';

export const ledgerOptions = {
  witnesses: {
    env: 'PARLEY_WITNESSES',
    type: 'text',
    default: '',
    says: 'Who co-signs the checkpoints of the ledger: verifier keys of witnesses (C2SP tlog-cosignature), each with @ and the address (https; http on this machine only) at which it is asked, or alone when it hands in by itself; separated by blanks.',
  },
  siem: {
    env: 'PARLEY_SIEM',
    type: 'text',
    default: '',
    says: 'Where every new entry of the ledgers is sent as a JSON line, without anything that names a customer: syslog+tls://host:6514, https://host/path, or syslog+tcp://127.0.0.1:601 (RFC 5424, octet counting) on this machine only.',
  },
  siemAuthorization: {
    env: 'PARLEY_SIEM_AUTHORIZATION',
    type: 'text',
    default: '',
    says: 'Value of the Authorization header towards an https PARLEY_SIEM, such as Bearer and a token.',
    secret: true,
  },
  siemCa: {
    env: 'PARLEY_SIEM_CA',
    type: 'text',
    default: '',
    says: 'Certificate file (PEM) of the authority that vouches for PARLEY_SIEM, when it is not a public one.',
  },
  tsa: {
    env: 'PARLEY_TSA',
    type: 'text',
    default: '',
    says: 'Address (https; http on this machine only) of a time-stamp authority (RFC 3161) that stamps the newest checkpoint of each ledger once a day; it learns a hash. Needs PARLEY_TSA_CA.',
  },
  tsaCa: {
    env: 'PARLEY_TSA_CA',
    type: 'text',
    default: '',
    says: 'Certificate file (PEM) of those who vouch for the time-stamp authority.',
  },
} as const satisfies Record<string, Option>;
