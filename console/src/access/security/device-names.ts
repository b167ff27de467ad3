// Browsers, systems and proofs in words.
import { words } from '#lib/language.ts';

const brands = {
  firefox: 'Firefox',
  chrome: 'Chrome',
  safari: 'Safari',
  edge: 'Edge',
  opera: 'Opera',
  windows: 'Windows',
  macos: 'macOS',
  linux: 'Linux',
  chromeos: 'ChromeOS',
  android: 'Android',
  ios: 'iPhone / iPad',
};

export const deviceNames = words(
  { ...brands, other: 'another', unknown: 'Unknown device', on: (browser: string, system: string) => `${browser}, ${system}` },
  { ...brands, other: 'andere', unknown: 'Unbekanntes Gerät', on: (browser: string, system: string) => `${browser}, ${system}` },
);

export const proofNames = words(
  {
    password: 'by password',
    totp: 'by password and app',
    'recovery-code': 'by password and recovery code',
    passkey: 'by passkey',
    invitation: 'by invitation',
  },
  {
    password: 'mit Passwort',
    totp: 'mit Passwort und App',
    'recovery-code': 'mit Passwort und Wiederherstellungscode',
    passkey: 'mit Passkey',
    invitation: 'mit Einladung',
  },
);
