// The roles that are there from the start, and every permission, in words.
import { named, useWords, words } from '#lib/language.ts';

export const roleWords = words(
  {
    agent: 'Agent',
    'agent-about': 'Serves people in chosen inboxes and opens requests for them.',
    supervisor: 'Supervisor',
    'supervisor-about': 'Serves people for every purpose, sees email addresses in full and mail that did not leave.',
    'privacy-officer': 'Privacy officer',
    'privacy-officer-about': 'Answers requests and sees of people what that needs; keeps purposes, recipients and the ledger.',
    security: 'Security',
    'security-about': 'Watches over staff, channels and the ledger. Sees no customer.',
    administrator: 'Administrator',
    'administrator-about': 'Runs the system: staff, roles, channels, settings, recipients. Sees no customer.',
    auditor: 'Auditor',
    'auditor-about':
      'Reads how things are done: ledger, staff, purposes, recipients, requests without their words. Changes nothing, sees no customer.',
  },
  {
    agent: 'Kundendienst',
    'agent-about': 'Betreut Menschen in ausgewählten Postfächern und stellt Anfragen für sie.',
    supervisor: 'Leitung Kundendienst',
    'supervisor-about': 'Betreut Menschen zu jedem Zweck, sieht E-Mail-Adressen ganz und Mails, die nicht hinausgingen.',
    'privacy-officer': 'Datenschutz',
    'privacy-officer-about': 'Beantwortet Anfragen und sieht von Menschen, was das braucht; pflegt Zwecke, Empfänger und das Protokoll.',
    security: 'Sicherheit',
    'security-about': 'Wacht über Team, Kanäle und Protokoll. Sieht keine Kunden.',
    administrator: 'Administration',
    'administrator-about': 'Betreibt das System: Team, Rollen, Kanäle, Einstellungen, Empfänger. Sieht keine Kunden.',
    auditor: 'Prüfung',
    'auditor-about':
      'Liest, wie gearbeitet wird: Protokoll, Team, Zwecke, Empfänger, Anfragen ohne ihre Worte. Ändert nichts, sieht keine Kunden.',
  },
);

export const permissionWords = words(
  {
    'people.read': 'see people and what happened with them',
    'people.change': 'change, join and part people',
    'people.identities': 'see addresses in full, with a reason each time',
    'people.emails': 'see email addresses in full at once',
    'conversations.read': 'read conversations',
    'conversations.write': 'write to people',
    'purposes.read': 'see purposes and notices',
    'purposes.change': 'change purposes, publish notices',
    'vendors.read': 'see recipients',
    'vendors.change': 'change recipients',
    'channels.read': 'see channels',
    'channels.change': 'open and change channels',
    'channels.captured': 'read mail that did not leave',
    'requests.read': 'see requests of people',
    'requests.open': 'open requests for people',
    'requests.approve': 'approve, fulfil and refuse requests',
    'ledger.read': 'read the ledger',
    'staff.read': 'see colleagues and roles',
    'staff.invite': 'invite colleagues',
    'staff.change': 'give and take roles',
    'workspace.read': 'see the facts about the company',
    'workspace.change': 'change the company and its settings',
    'audits.read': 'see audits and findings',
    'audits.change': 'plan audits and answer them',
  },
  {
    'people.read': 'Menschen sehen und was mit ihnen war',
    'people.change': 'Menschen ändern, zusammenführen und trennen',
    'people.identities': 'Adressen ganz sehen, jedes Mal mit Grund',
    'people.emails': 'E-Mail-Adressen gleich ganz sehen',
    'conversations.read': 'Gespräche lesen',
    'conversations.write': 'Menschen schreiben',
    'purposes.read': 'Zwecke und Hinweise sehen',
    'purposes.change': 'Zwecke ändern, Hinweise veröffentlichen',
    'vendors.read': 'Empfänger sehen',
    'vendors.change': 'Empfänger ändern',
    'channels.read': 'Kanäle sehen',
    'channels.change': 'Kanäle öffnen und ändern',
    'channels.captured': 'Mails lesen, die nicht hinausgingen',
    'requests.read': 'Anfragen von Menschen sehen',
    'requests.open': 'Anfragen für Menschen stellen',
    'requests.approve': 'Anfragen genehmigen, erfüllen, ablehnen',
    'ledger.read': 'das Protokoll lesen',
    'staff.read': 'Team und Rollen sehen',
    'staff.invite': 'ins Team einladen',
    'staff.change': 'Rollen geben und nehmen',
    'workspace.read': 'die Angaben zum Unternehmen sehen',
    'workspace.change': 'Unternehmen und Einstellungen ändern',
    'audits.read': 'Prüfungen und Befunde sehen',
    'audits.change': 'Prüfungen planen und beantworten',
  },
);

/** Names a role: default ones in the language of the page, others as the company called them. */
export function useRoleName(): (role: { role: string; roleName: string | null }) => string {
  const w = useWords(roleWords);
  return ({ role, roleName }) => roleName ?? named(w, role);
}
