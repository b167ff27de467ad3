// Who looked, in the words of the access copy (Art. 15; C-579/21): as roles, never as names. The company's own roles stand there as the company wrote them.
import type { DefaultRole } from '#access';
import type { Language } from '#purposes';

export type Roles = Readonly<Record<'staff' | 'emergency' | 'person' | 'system' | DefaultRole, string>>;

export const roleWords: Readonly<Record<Language, Roles>> = {
  en: {
    staff: 'member of staff',
    emergency: 'member of staff in an emergency',
    person: 'yourself',
    system: 'the system',
    agent: 'customer service',
    supervisor: 'head of customer service',
    'privacy-officer': 'privacy officer',
    security: 'security',
    administrator: 'administrator',
    auditor: 'auditor',
  },
  de: {
    staff: 'jemand aus dem Team',
    emergency: 'jemand aus dem Team in einem Notfall',
    person: 'Sie selbst',
    system: 'das System',
    agent: 'Kundendienst',
    supervisor: 'Leitung Kundendienst',
    'privacy-officer': 'Datenschutz',
    security: 'Sicherheit',
    administrator: 'Administration',
    auditor: 'Prüfung',
  },
  fr: {
    staff: 'un membre de l’équipe',
    emergency: 'un membre de l’équipe en cas d’urgence',
    person: 'vous-même',
    system: 'le système',
    agent: 'service client',
    supervisor: 'responsable du service client',
    'privacy-officer': 'délégué à la protection des données',
    security: 'sécurité',
    administrator: 'administration',
    auditor: 'audit',
  },
  es: {
    staff: 'alguien del equipo',
    emergency: 'alguien del equipo en una emergencia',
    person: 'usted',
    system: 'el sistema',
    agent: 'atención al cliente',
    supervisor: 'dirección de atención al cliente',
    'privacy-officer': 'responsable de protección de datos',
    security: 'seguridad',
    administrator: 'administración',
    auditor: 'auditoría',
  },
};
