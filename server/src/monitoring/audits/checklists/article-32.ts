// Security of processing (Art. 32), letter by letter, as questions to whoever runs the house.
import type { Item } from './item.ts';

const sections = {
  a: { en: 'Pseudonyms and encryption, Art. 32(1)(a)', de: 'Pseudonyme und Verschlüsselung, Art. 32 Abs. 1 a' },
  b: {
    en: 'Confidentiality, integrity, availability, resilience, Art. 32(1)(b)',
    de: 'Vertraulichkeit, Integrität, Verfügbarkeit, Belastbarkeit, Art. 32 Abs. 1 b',
  },
  c: { en: 'Restoring, Art. 32(1)(c)', de: 'Wiederherstellen, Art. 32 Abs. 1 c' },
  d: { en: 'Testing regularly, Art. 32(1)(d)', de: 'Regelmäßig prüfen, Art. 32 Abs. 1 d' },
  risk: { en: 'Risk, Art. 32(2)', de: 'Risiko, Art. 32 Abs. 2' },
  staff: { en: 'People who act under instruction, Art. 32(4)', de: 'Weisungsgebundene Personen, Art. 32 Abs. 4' },
} as const;

const item = (id: string, section: keyof typeof sections, en: string, de: string, controls: readonly string[] = []): Item => ({
  id,
  level: 1,
  section: sections[section],
  question: { en, de },
  controls,
});

export const article32: readonly Item[] = [
  item(
    'a.1',
    'a',
    'Does the key folder lie apart from the data, on another disk with a backup of its own?',
    'Liegt der Schlüsselordner getrennt von den Daten, auf anderem Datenträger mit eigener Sicherung?',
  ),
  item('a.2', 'a', 'Is everything that crosses a network encrypted?', 'Ist alles verschlüsselt, was über ein Netz geht?', [
    'monitoring.tls-is-served',
    'monitoring.certificate-holds',
  ]),
  item(
    'a.3',
    'a',
    'Are keys of epochs and companies renewed in time?',
    'Werden Schlüssel von Epochen und Unternehmen rechtzeitig erneuert?',
    [
      'keys.epoch-ends-in-time',
      'keys.key-store-lets-go',
      'keys.key-store-is-ours',
      'keys.company-key-is-young',
      'keys.reencryption-gets-on',
    ],
  ),
  item(
    'a.4',
    'a',
    'Do exports and reports that leave the house name people only where they must?',
    'Nennen Ausleitungen und Berichte Personen nur, wo es sein muss?',
  ),
  item('b.1', 'b', 'Does everybody have only the rights their work needs?', 'Hat jeder nur die Rechte, die seine Arbeit braucht?', [
    'access.administrators-are-few',
    'access.rights-are-used',
    'access.nobody-guesses',
    'access.nobody-tries-everybody',
    'access.accounts-are-used',
    'access.keys-are-used',
    'access.provisioning-goes-on',
  ]),
  item(
    'b.2',
    'b',
    'Do administrators prove themselves by more than a password?',
    'Weisen sich Verwalter mit mehr als einem Passwort aus?',
    ['access.administrators-have-a-second-factor'],
  ),
  item(
    'b.3',
    'b',
    'Does the record of acts hold, and did somebody look lately?',
    'Stimmt das Protokoll der Handlungen, und wurde es kürzlich geprüft?',
    ['ledger.does-not-verify', 'ledger.not-verified-lately'],
  ),
  item('b.4', 'b', 'Does one absence stop nothing?', 'Hält eine Abwesenheit nichts auf?', ['access.a-second-person-can-approve']),
  item(
    'b.5',
    'b',
    'Is there room on the disks, and does somebody hear when there is none?',
    'Ist Platz auf den Datenträgern, und erfährt es jemand, wenn nicht?',
  ),
  item(
    'b.6',
    'b',
    'Is the machine itself kept current and open to few?',
    'Wird der Rechner selbst aktuell gehalten und ist er nur wenigen zugänglich?',
  ),
  item(
    'c.1',
    'c',
    'Was a backup made and checked within the agreed time?',
    'Wurde in der vereinbarten Zeit eine Sicherung gemacht und geprüft?',
  ),
  item(
    'c.2',
    'c',
    'Was a backup restored for trial within the last year, and how long did it take?',
    'Wurde im letzten Jahr eine Sicherung zur Probe zurückgespielt, und wie lange dauerte es?',
    ['monitoring.restore-is-drilled'],
  ),
  item(
    'c.3',
    'c',
    'Does somebody know what to do when root key or administrators are lost?',
    'Weiß jemand, was zu tun ist, wenn Hauptschlüssel oder Verwalter verloren gehen?',
  ),
  item(
    'd.1',
    'd',
    'Is there an audit of security every year, and are its findings repaired in time?',
    'Gibt es jedes Jahr eine Sicherheitsprüfung, und werden Befunde rechtzeitig behoben?',
    ['monitoring.audit-is-planned', 'monitoring.audits-in-time', 'monitoring.no-finding-is-overdue'],
  ),
  item('d.2', 'd', 'Did somebody from outside test the installation?', 'Hat jemand von außen die Installation geprüft?'),
  item(
    'd.3',
    'd',
    'Are components known and, where weak, replaced in time?',
    'Sind Komponenten bekannt und werden schwache rechtzeitig ersetzt?',
  ),
  item(
    'risk.1',
    'risk',
    'Was it weighed what loss, change or disclosure would mean for the people concerned?',
    'Wurde abgewogen, was Verlust, Änderung oder Offenlegung für die Betroffenen bedeuten würde?',
  ),
  item(
    'risk.2',
    'risk',
    'Were new channels, recipients and purposes weighed before they were opened?',
    'Wurden neue Kanäle, Empfänger und Zwecke vor dem Öffnen abgewogen?',
  ),
  item(
    'staff.1',
    'staff',
    'Did everybody get instructions on how to treat personal data, in writing?',
    'Hat jeder schriftliche Anweisungen zum Umgang mit personenbezogenen Daten?',
  ),
  item(
    'staff.2',
    'staff',
    'Were those who left taken off the list, with their keys?',
    'Wurden Ausgeschiedene samt Schlüsseln ausgetragen?',
  ),
  item(
    'staff.3',
    'staff',
    'Do recipients who process for us have agreements that hold?',
    'Haben Auftragsverarbeiter Verträge, die gelten?',
    ['vendors.agreement-in-use-holds', 'vendors.transfer-in-use-holds'],
  ),
];
