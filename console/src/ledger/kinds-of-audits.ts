// Kinds of entries about audits and findings.
import { words } from '#lib/language.ts';

export const auditKinds = words(
  {
    'finding.opened': 'A finding was opened',
    'finding.changed': 'A finding was changed',
    'finding.accepted': 'A finding was accepted for a while',
    'finding.repaired': 'A finding was repaired',
    'finding.verified': 'A repair was verified',
    'finding.reopened': 'A finding was opened again',
    'finding.owner-told': 'The owner of findings was told of their day',
    'finding.evidence-added': 'Evidence was added to a finding',
    'finding.evidence-taken-back': 'Evidence of a finding was taken back',
    'audit.planned': 'An audit was planned',
    'audit.changed': 'An audit was changed',
    'audit.answered': 'An item of an audit was answered',
    'audit.done': 'An audit was done',
  },
  {
    'finding.opened': 'Befund eröffnet',
    'finding.changed': 'Befund geändert',
    'finding.accepted': 'Befund vorerst hingenommen',
    'finding.repaired': 'Befund behoben',
    'finding.verified': 'Behebung bestätigt',
    'finding.reopened': 'Befund wieder eröffnet',
    'finding.owner-told': 'An die Frist von Befunden erinnert',
    'finding.evidence-added': 'Beleg zu einem Befund gegeben',
    'finding.evidence-taken-back': 'Beleg zu einem Befund zurückgenommen',
    'audit.planned': 'Prüfung geplant',
    'audit.changed': 'Prüfung geändert',
    'audit.answered': 'Punkt einer Prüfung beantwortet',
    'audit.done': 'Prüfung abgeschlossen',
  },
);
