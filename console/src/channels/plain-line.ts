// A line to a carrier that was saved without TLS before that was refused (record 089): it is made with TLS all the same, which whoever looks at the channel should know.
import { words } from '#lib/language.ts';

const thisMachine = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i; // as the server reads it

/** Whether a channel with these settings still says that its line has no TLS, to a host that is not this machine. */
export const isSavedPlain = (settings: Readonly<Record<string, unknown>>): boolean =>
  settings['provider'] === 'smpp' && settings['tls'] === 'off' && !thisMachine.test(String(settings['host'] ?? ''));

export const plainLineWords = words(
  {
    plain:
      'This line was saved without encryption. Parley no longer sends text messages over such a line beyond its own machine: it connects with TLS at the same port. Choose “Encrypted (TLS)” and the port your carrier names for it; where a carrier speaks only the plain protocol, let a tunnel end on this machine.',
  },
  {
    plain:
      'Diese Leitung ist noch als unverschlüsselt gespeichert. Parley sendet Textnachrichten nur innerhalb der eigenen Maschine unverschlüsselt: Es verbindet sich am selben Port mit TLS. Wähle „Verschlüsselt (TLS)“ und den Port, den der Anbieter dafür nennt; spricht er nur das unverschlüsselte Protokoll, lass einen Tunnel auf dieser Maschine enden.',
  },
);
