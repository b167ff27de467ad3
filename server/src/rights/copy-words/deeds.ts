// What was done with somebody's data, said to that person: the kinds of ledger entries that may be about them, on the page of the access copy: en, de, fr, es.
import { rightDeeds } from './deeds-of-rights.ts';
import type { Said } from './fields.ts';

export const deedWords: Readonly<Record<string, Said>> = {
  ...rightDeeds,
  'person.created': ['You became known here', 'Sie wurden hier bekannt', 'Vous avez été connu ici', 'Se le conoció aquí'],
  'person.changed': ['Your name or language changed', 'Name oder Sprache geändert', 'Nom ou langue modifiés', 'Cambió su nombre o idioma'],
  'person.tagged': ['A tag was put on you', 'Ein Schlagwort wurde vergeben', 'Une étiquette vous a été mise', 'Se le puso una etiqueta'],
  'person.contract-ended': [
    'The end of a contract was noted',
    'Das Ende eines Vertrags wurde vermerkt',
    'La fin d’un contrat a été notée',
    'Se anotó el fin de un contrato',
  ],
  'person.erased': ['Data was erased', 'Daten gelöscht', 'Données effacées', 'Datos borrados'],
  'people.merged': ['Two records were joined', 'Zwei Datensätze zusammengeführt', 'Deux fiches réunies', 'Dos fichas unidas'],
  'people.parted': ['Records were taken apart', 'Datensätze wieder getrennt', 'Fiches séparées', 'Fichas separadas'],
  'identity.added': ['An address was added', 'Eine Adresse kam hinzu', 'Une adresse a été ajoutée', 'Se añadió una dirección'],
  'identity.proved': [
    'An address was proved to be yours',
    'Eine Adresse wurde als Ihre nachgewiesen',
    'Une adresse a été prouvée vôtre',
    'Se probó que una dirección es suya',
  ],
  'identity.lost': [
    'An address is no longer yours',
    'Eine Adresse gehört Ihnen nicht mehr',
    'Une adresse n’est plus la vôtre',
    'Una dirección ya no es suya',
  ],
  'identity.removed': ['An address was removed', 'Eine Adresse wurde entfernt', 'Une adresse a été retirée', 'Se quitó una dirección'],
  'code.requested': ['A code was sent', 'Ein Code wurde gesendet', 'Un code a été envoyé', 'Se envió un código'],
  'visit.started': ['You opened the chat', 'Sie haben den Chat geöffnet', 'Vous avez ouvert le chat', 'Usted abrió el chat'],
  'message.received': [
    'A message of yours came in',
    'Eine Nachricht von Ihnen ging ein',
    'Un message de vous est arrivé',
    'Llegó un mensaje suyo',
  ],
  'message.queued': [
    'A message to you was written',
    'Eine Nachricht an Sie wurde geschrieben',
    'Un message pour vous a été écrit',
    'Se le escribió un mensaje',
  ],
  'message.sent': [
    'A message to you was sent',
    'Eine Nachricht an Sie wurde gesendet',
    'Un message vous a été envoyé',
    'Se le envió un mensaje',
  ],
  'message.failed': [
    'A message did not reach you',
    'Eine Nachricht erreichte Sie nicht',
    'Un message ne vous est pas parvenu',
    'Un mensaje no le llegó',
  ],
  'message.refused': [
    'A message to you was not allowed',
    'Eine Nachricht an Sie war nicht erlaubt',
    'Un message pour vous n’était pas permis',
    'Un mensaje para usted no estaba permitido',
  ],
  'message.settled': [
    'A failed message was seen to',
    'Eine gescheiterte Nachricht wurde bearbeitet',
    'Un message échoué a été traité',
    'Se atendió un mensaje fallido',
  ],
  'message.reacted': [
    'A reaction to a message',
    'Eine Reaktion auf eine Nachricht',
    'Une réaction à un message',
    'Una reacción a un mensaje',
  ],
  'message.edited': ['A message was edited', 'Eine Nachricht wurde bearbeitet', 'Un message a été modifié', 'Se editó un mensaje'],
  'message.unsent': ['A message was taken back', 'Eine Nachricht wurde zurückgenommen', 'Un message a été retiré', 'Se retiró un mensaje'],
  'message.read': ['A message was read', 'Eine Nachricht wurde gelesen', 'Un message a été lu', 'Se leyó un mensaje'],
  'message.delivered': ['A message arrived', 'Eine Nachricht kam an', 'Un message est arrivé', 'Un mensaje llegó'],
  'message.also-mailed': [
    'An answer was mailed to you too',
    'Eine Antwort ging Ihnen auch per E-Mail zu',
    'Une réponse vous a aussi été envoyée par e-mail',
    'También se le envió una respuesta por correo',
  ],
  'message.not-mailed': [
    'An answer was not mailed',
    'Eine Antwort ging nicht per E-Mail zu',
    'Une réponse n’a pas été envoyée par e-mail',
    'Una respuesta no se envió por correo',
  ],
  'note.added': ['A note was written', 'Eine Notiz wurde geschrieben', 'Une note a été écrite', 'Se escribió una nota'],
  'conversation.changed': [
    'A conversation was changed',
    'Ein Gespräch wurde geändert',
    'Une conversation a été modifiée',
    'Se cambió una conversación',
  ],
  'conversation.class-raised': [
    'A conversation became guarded',
    'Ein Gespräch steht unter besonderem Schutz',
    'Une conversation a été protégée',
    'Una conversación quedó protegida',
  ],
  'conversation.class-lowered': [
    'A conversation is no longer guarded',
    'Ein Gespräch steht nicht mehr unter besonderem Schutz',
    'Une conversation n’est plus protégée',
    'Una conversación ya no está protegida',
  ],
  'data.revealed': ['Your data was looked at', 'Ihre Daten wurden angesehen', 'Vos données ont été consultées', 'Se vieron sus datos'],
  'data.sent': ['Your data was sent', 'Ihre Daten wurden gesendet', 'Vos données ont été envoyées', 'Se enviaron sus datos'],
  'data.exported': [
    'A copy of your data was taken',
    'Eine Kopie Ihrer Daten wurde entnommen',
    'Une copie de vos données a été prise',
    'Se tomó una copia de sus datos',
  ],
  'data.handed-over': [
    'Your data was handed to a recipient',
    'Ihre Daten gingen an einen Empfänger',
    'Vos données ont été remises à un destinataire',
    'Sus datos se entregaron a un destinatario',
  ],
  'gate.refused': [
    'A use of your data was refused',
    'Eine Nutzung Ihrer Daten wurde verweigert',
    'Un usage de vos données a été refusé',
    'Se rechazó un uso de sus datos',
  ],
  'device.registered': ['A device was added', 'Ein Gerät kam hinzu', 'Un appareil a été ajouté', 'Se añadió un dispositivo'],
  'device.removed': ['A device was removed', 'Ein Gerät wurde entfernt', 'Un appareil a été retiré', 'Se quitó un dispositivo'],
  'emergency.opened': ['Opened in an emergency', 'In einem Notfall geöffnet', 'Ouvert en urgence', 'Abierto en una emergencia'],
  'counter.opened': [
    'A page was opened for you at the counter',
    'Am Schalter wurde eine Seite für Sie geöffnet',
    'Une page a été ouverte pour vous au comptoir',
    'Se abrió una página para usted en el mostrador',
  ],
  'counter.shown': [
    'You were shown something at the counter',
    'Am Schalter wurde Ihnen etwas gezeigt',
    'Quelque chose vous a été montré au comptoir',
    'Se le mostró algo en el mostrador',
  ],
  'counter.taken-back': [
    'Something at the counter was taken back',
    'Am Schalter wurde etwas zurückgenommen',
    'Quelque chose a été retiré au comptoir',
    'Se retiró algo en el mostrador',
  ],
  'kiosk.sitting-began': [
    'You used a device in a store',
    'Sie haben ein Gerät im Geschäft benutzt',
    'Vous avez utilisé un appareil en magasin',
    'Usted usó un dispositivo de una tienda',
  ],
  'kiosk.handed-over': [
    'You took a conversation along to your phone',
    'Sie haben ein Gespräch aufs Telefon mitgenommen',
    'Vous avez emporté une conversation sur votre téléphone',
    'Usted se llevó una conversación a su teléfono',
  ],
  'emergency.closed': [
    'Access in an emergency ended',
    'Zugriff in einem Notfall beendet',
    'Fin d’un accès d’urgence',
    'Terminó un acceso de emergencia',
  ],
  'emergency.reviewed': [
    'Access in an emergency was judged',
    'Zugriff in einem Notfall beurteilt',
    'Un accès d’urgence a été jugé',
    'Se juzgó un acceso de emergencia',
  ],
};

/** Every entry about a request that has no words of its own. */
export const aboutRequest: Said = [
  'A step of your request',
  'Ein Schritt Ihres Antrags',
  'Une étape de votre demande',
  'Un paso de su solicitud',
];

/** An entry that has none. */
export const anotherStep: Said = ['Another step', 'Ein weiterer Schritt', 'Une autre étape', 'Otro paso'];
