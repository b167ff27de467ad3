// Codes that stand in several fields, in the words of the page of the access copy: en, de, fr, es.
import type { Said } from './fields.ts';

export type Codes = Readonly<Record<string, Said>>;

export const channels: Codes = {
  'web-chat': ['Chat on the website', 'Chat auf der Website', 'Chat du site', 'Chat de la web'],
  email: ['Email', 'E-Mail', 'E-mail', 'Correo electrónico'],
  sms: ['Text message', 'SMS', 'SMS', 'SMS'],
  whatsapp: ['WhatsApp', 'WhatsApp', 'WhatsApp', 'WhatsApp'],
  messenger: ['Messenger', 'Messenger', 'Messenger', 'Messenger'],
  instagram: ['Instagram', 'Instagram', 'Instagram', 'Instagram'],
  telegram: ['Telegram', 'Telegram', 'Telegram', 'Telegram'],
  viber: ['Viber', 'Viber', 'Viber', 'Viber'],
  line: ['LINE', 'LINE', 'LINE', 'LINE'],
  custom: [
    'A channel of the company’s own',
    'Ein eigener Kanal des Unternehmens',
    'Un canal propre à l’entreprise',
    'Un canal propio de la empresa',
  ],
};

export const ways: Codes = {
  ...channels,
  message: ['In a message', 'In einer Nachricht', 'Dans un message', 'En un mensaje'],
  chat: ['In the chat', 'Im Chat', 'Dans le chat', 'En el chat'],
  choice: ['Where you chose', 'Bei einer Entscheidung', 'Lors d’un choix', 'Al elegir'],
  letter: ['By letter', 'Per Brief', 'Par courrier', 'Por carta'],
  phone: ['By phone', 'Am Telefon', 'Par téléphone', 'Por teléfono'],
  'in-person': ['In person', 'Persönlich', 'En personne', 'En persona'],
};

export const who: Codes = {
  self: ['Yourself', 'Sie selbst', 'Vous-même', 'Usted'],
  person: ['Yourself', 'Sie selbst', 'Vous-même', 'Usted'],
  agent: ['The company’s team', 'Das Team des Unternehmens', 'L’équipe de l’entreprise', 'El equipo de la empresa'],
  staff: ['The company’s team', 'Das Team des Unternehmens', 'L’équipe de l’entreprise', 'El equipo de la empresa'],
  system: ['The company, automatically', 'Das Unternehmen, automatisch', 'L’entreprise, automatiquement', 'La empresa, automáticamente'],
  import: [
    'Taken over from an earlier system',
    'Aus einem früheren System übernommen',
    'Repris d’un ancien système',
    'Traído de un sistema anterior',
  ],
  parent: ['A parent', 'Ein Elternteil', 'Un parent', 'Un progenitor'],
  other: ['Somebody in your name', 'Jemand in Ihrem Namen', 'Quelqu’un en votre nom', 'Alguien en su nombre'],
  platform: ['A platform in your name', 'Eine Plattform in Ihrem Namen', 'Une plateforme en votre nom', 'Una plataforma en su nombre'],
  representative: ['A representative', 'Eine bevollmächtigte Person', 'Un représentant', 'Un representante'],
  heir: ['An heir', 'Eine erbende Person', 'Un héritier', 'Un heredero'],
};

export const grounds: Codes = {
  'manifestly-unfounded': ['Manifestly unfounded', 'Offenkundig unbegründet', 'Manifestement infondé', 'Manifiestamente infundado'],
  'manifestly-excessive': ['Excessive', 'Exzessiv', 'Excessif', 'Excesivo'],
  'legal-obligation': ['A legal obligation', 'Eine rechtliche Verpflichtung', 'Une obligation légale', 'Una obligación legal'],
  'legal-claims': ['Legal claims', 'Rechtsansprüche', 'Des droits en justice', 'Reclamaciones legales'],
  expression: ['Freedom of expression', 'Freie Meinungsäußerung', 'Liberté d’expression', 'Libertad de expresión'],
  'public-health': ['Public health', 'Öffentliche Gesundheit', 'Santé publique', 'Salud pública'],
  archiving: ['Archiving and research', 'Archiv und Forschung', 'Archives et recherche', 'Archivo e investigación'],
  'data-accurate': ['The data is accurate', 'Die Daten sind richtig', 'Les données sont exactes', 'Los datos son exactos'],
  'compelling-grounds': ['Compelling grounds', 'Zwingende Gründe', 'Motifs impérieux', 'Motivos imperiosos'],
  'not-identified': ['Not shown who asks', 'Nicht gezeigt, wer fragt', 'Identité non établie', 'Identidad no mostrada'],
  requested: ['You asked for it', 'Sie haben darum gebeten', 'Vous l’avez demandé', 'Usted lo pidió'],
  'accuracy-contested': [
    'You say it is wrong',
    'Sie sagen, es stimmt nicht',
    'Vous en contestez l’exactitude',
    'Usted impugna su exactitud',
  ],
  'direct-marketing': ['Direct marketing', 'Direktwerbung', 'Prospection commerciale', 'Mercadotecnia directa'],
  'own-situation': ['Your own situation', 'Ihre besondere Situation', 'Votre situation particulière', 'Su situación particular'],
  identity: ['To show who asks', 'Um zu zeigen, wer fragt', 'Pour établir l’identité', 'Para mostrar quién pide'],
  clarification: ['To ask what is meant', 'Um nachzufragen', 'Pour une précision', 'Para aclarar'],
};

export const states: Codes = {
  requested: ['Asked', 'Gefragt', 'Demandé', 'Preguntado'],
  pending: ['Yes, not yet confirmed', 'Ja, noch nicht bestätigt', 'Oui, pas encore confirmé', 'Sí, aún sin confirmar'],
  given: ['Yes', 'Ja', 'Oui', 'Sí'],
  refused: ['No', 'Nein', 'Non', 'No'],
  withdrawn: ['Taken back', 'Zurückgenommen', 'Retiré', 'Retirado'],
  expired: ['Run out', 'Abgelaufen', 'Expiré', 'Caducado'],
  invalidated: ['Counts no more', 'Zählt nicht mehr', 'Ne compte plus', 'Ya no cuenta'],
  asked: ['Asked', 'Gefragt', 'Demandé', 'Preguntado'],
  accepted: ['Accepted', 'Angenommen', 'Accepté', 'Aceptado'],
  waived: ['Not taken', 'Nicht verlangt', 'Abandonné', 'No cobrado'],
  sent: ['Sent', 'Gesendet', 'Envoyé', 'Enviado'],
  failed: ['Could not be sent', 'Nicht zustellbar', 'Non acheminé', 'No se pudo enviar'],
  'put-off': ['Put off', 'Aufgeschoben', 'Reporté', 'Aplazado'],
  shown: ['Shown', 'Gezeigt', 'Affiché', 'Mostrado'],
  waiting: ['Waits', 'Wartet', 'En attente', 'En espera'],
  delivered: ['Arrived', 'Angekommen', 'Arrivé', 'Entregado'],
  stands: ['Stands', 'Gilt', 'Maintenue', 'Vigente'],
  upheld: ['Confirmed by a person', 'Von einem Menschen bestätigt', 'Confirmée par une personne', 'Confirmada por una persona'],
  changed: ['Changed by a person', 'Von einem Menschen geändert', 'Changée par une personne', 'Cambiada por una persona'],
  received: ['Received', 'Eingegangen', 'Reçu', 'Recibido'],
  approved: ['Approved', 'Freigegeben', 'Approuvé', 'Aprobado'],
  'in-progress': ['In progress', 'In Arbeit', 'En cours', 'En curso'],
  fulfilled: ['Done', 'Erledigt', 'Fait', 'Cumplido'],
};
