// What holdings are called in the languages in which people are answered (Art. 12(1)). Rooms say it in English and German, which staff read as well; French and Spanish are read by people alone.
import type { Holding } from '#kit/holding';

const further: Readonly<Record<string, { readonly fr: string; readonly es: string }>> = {
  attachments: { fr: 'Fichiers', es: 'Archivos' },
  brought_records: { fr: 'Ce que vous avez apporté d’autres entreprises', es: 'Lo que trajo de otras empresas' },
  campaign_places: { fr: 'Avancement d’une campagne', es: 'Hasta dónde ha llegado una campaña' },
  campaign_recipients: { fr: 'Campagnes dans lesquelles on vous a écrit', es: 'Campañas en las que se le escribió' },
  codes: { fr: 'Codes envoyés', es: 'Códigos enviados' },
  consent_renewals: { fr: 'Questions sur un nouvel accord', es: 'Preguntas sobre si acepta de nuevo' },
  consent_confirmations: { fr: 'Messages par lesquels vous confirmez un choix', es: 'Mensajes con los que confirma una elección' },
  consent_events: { fr: 'Vos choix', es: 'Sus elecciones' },
  conversations: { fr: 'Conversations', es: 'Conversaciones' },
  decisions: { fr: 'Décisions prises par une machine', es: 'Decisiones tomadas por máquinas' },
  deliveries: { fr: 'Ce qui a été envoyé, et par qui', es: 'Lo que se envió y por medio de quién' },
  devices: { fr: 'Appareils avertis de nouveaux messages', es: 'Dispositivos a los que se avisa de mensajes nuevos' },
  emergency_people: { fr: 'Accès d’urgence', es: 'Accesos de emergencia' },
  external_ids: { fr: 'Identifiants de messages chez les serveurs de courrier', es: 'Identificadores de mensajes en servidores de correo' },
  former_words: {
    fr: 'Anciens textes de messages modifiés qui doivent être gardés',
    es: 'Textos anteriores de mensajes editados que deben conservarse',
  },
  gate_facts: { fr: 'Limitations et oppositions', es: 'Limitaciones y oposiciones' },
  handovers: { fr: 'Où vous avez fait envoyer vos données', es: 'Adónde hizo enviar sus datos' },
  field_sweeps: { fr: 'Avancement du nettoyage de ce qui a été noté', es: 'Hasta dónde ha llegado la limpieza de lo anotado' },
  identities: { fr: 'Adresses et autres identifiants', es: 'Direcciones y otros identificadores' },
  person_field_values: { fr: 'Ce qui a été noté à votre sujet', es: 'Lo que se anotó sobre usted' },
  kept_items: { fr: 'Ce qui doit être soustrait à un effacement', es: 'Lo que debe quedar fuera de una supresión' },
  kiosk_sittings: { fr: 'Minutes passées à un appareil en magasin', es: 'Minutos ante un dispositivo en una tienda' },
  ledger_payloads: { fr: 'Registre de ce qui a été fait de vos données', es: 'Registro de lo que se hizo con sus datos' },
  legal_holds: { fr: 'Données qui doivent être gardées pour l’instant', es: 'Datos que deben conservarse por ahora' },
  merges: { fr: 'Fiches réunies', es: 'Fichas unidas' },
  message_pieces: { fr: 'Parties de SMS en chemin', es: 'Partes de SMS en camino' },
  messages: { fr: 'Messages et notes', es: 'Mensajes y notas' },
  outbox: { fr: 'Travaux en attente', es: 'Trabajos pendientes' },
  notices_shown: { fr: 'La dernière notice de confidentialité que vous avez reçue', es: 'El último aviso de privacidad que recibió' },
  people: { fr: 'Nom et langue', es: 'Nombre e idioma' },
  people_origins: { fr: 'Ce qui ne vient pas de vous', es: 'Lo que no procede de usted' },
  person_sessions: { fr: 'Visites de cette page de confidentialité', es: 'Visitas a esta página de privacidad' },
  push_recipients: { fr: 'Services de notification utilisés', es: 'Servicios de avisos que se usaron' },
  request_hints: { fr: 'Ce que nous avons cru que vos messages demandaient', es: 'Lo que entendimos que pedían sus mensajes' },
  request_representatives: { fr: 'Où l’on répond à qui a demandé pour vous', es: 'Dónde se responde a quien pidió por usted' },
  request_words: { fr: 'Ce qui a été ajouté à vos demandes', es: 'Lo que se añadió a sus solicitudes' },
  requests: { fr: 'Vos demandes', es: 'Sus solicitudes' },
  retention_sweeps: { fr: 'Avancement de la suppression dans le temps', es: 'Hasta dónde ha llegado el borrado por plazo' },
  store_records: { fr: 'Ce qui a commencé en magasin', es: 'Lo que empezó en una tienda' },
  subject_keys: { fr: 'La clé qui scelle vos données', es: 'La clave que sella sus datos' },
  taggings: { fr: 'Étiquettes', es: 'Etiquetas' },
  template_messages: { fr: 'Messages approuvés et ce qui y a été inscrit', es: 'Mensajes aprobados y lo que se rellenó en ellos' },
  unmaskings: { fr: 'Pourquoi des adresses ont été vues en entier', es: 'Por qué se vieron direcciones completas' },
  visits: { fr: 'Visites du chat sur le site', es: 'Visitas del chat de la web' },
};

/** The title of a holding in this language, else in English; the name of its table where it has none. */
export function titleIn({ table, title }: Pick<Holding, 'table' | 'title'>, language: string): string {
  if (language === 'de') return title?.de ?? table;
  const own = language === 'fr' || language === 'es' ? further[table]?.[language] : undefined;
  return own ?? title?.en ?? table;
}
