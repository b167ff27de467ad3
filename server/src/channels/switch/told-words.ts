// What privacy officers read when the sandbox was switched; who did it stands in the ledger.
type Words = { readonly subject: string; readonly text: string };
type Facts = { readonly company: string; readonly page: string; readonly entry: string };
type Letters = { readonly on: (facts: Facts) => Words; readonly off: (facts: Facts) => Words };

const en: Letters = {
  on: ({ company, page, entry }) => ({
    subject: `${company}: the sandbox was switched on`,
    text: `The sandbox of ${company} in Parley is on. Until it is switched off no message leaves: whoever writes gets no answer, codes run out, and letters about rights wait. Deadlines go on. How it stands is shown here:\n\n${page}\n\nThe ledger keeps it as ${entry}, with who did it.\n`,
  }),
  off: ({ company, page, entry }) => ({
    subject: `${company}: the sandbox was switched off`,
    text: `The sandbox of ${company} in Parley is off: messages leave again, and letters that waited go out now. Messages that waited were stopped, and campaigns are paused:\n\n${page}\n\nThe ledger keeps it as ${entry}, with who did it.\n`,
  }),
};
const letters: Readonly<Record<string, Letters>> = {
  en,
  de: {
    on: ({ company, page, entry }) => ({
      subject: `${company}: Der Sandkasten wurde eingeschaltet`,
      text: `Der Sandkasten von ${company} in Parley ist an. Bis er ausgeschaltet wird, geht keine Nachricht hinaus: Wer schreibt, bekommt keine Antwort, Codes laufen ab, und Briefe über Rechte warten. Fristen laufen weiter. Wie es steht, zeigt:\n\n${page}\n\nDas Protokoll hält es als ${entry} fest, auch wer es war.\n`,
    }),
    off: ({ company, page, entry }) => ({
      subject: `${company}: Der Sandkasten wurde ausgeschaltet`,
      text: `Der Sandkasten von ${company} in Parley ist aus: Nachrichten gehen wieder hinaus, und Briefe, die gewartet haben, werden jetzt gesendet. Wartende Nachrichten wurden angehalten, Kampagnen pausieren:\n\n${page}\n\nDas Protokoll hält es als ${entry} fest, auch wer es war.\n`,
    }),
  },
  fr: {
    on: ({ company, page, entry }) => ({
      subject: `${company} : le bac à sable a été activé`,
      text: `Le bac à sable de ${company} dans Parley est activé. Jusqu’à sa désactivation, aucun message ne part : les personnes qui écrivent ne reçoivent pas de réponse, les codes expirent et les lettres relatives aux droits attendent. Les délais continuent de courir. L’état actuel se trouve ici :\n\n${page}\n\nLe registre le conserve sous ${entry}, avec son auteur.\n`,
    }),
    off: ({ company, page, entry }) => ({
      subject: `${company} : le bac à sable a été désactivé`,
      text: `Le bac à sable de ${company} dans Parley est désactivé : les messages partent de nouveau et les lettres en attente sont envoyées maintenant. Les messages en attente ont été arrêtés et les campagnes sont en pause :\n\n${page}\n\nLe registre le conserve sous ${entry}, avec son auteur.\n`,
    }),
  },
  es: {
    on: ({ company, page, entry }) => ({
      subject: `${company}: se ha activado el entorno de pruebas`,
      text: `El entorno de pruebas de ${company} en Parley está activado. Hasta que se desactive no sale ningún mensaje: quien escribe no recibe respuesta, los códigos caducan y las cartas sobre derechos esperan. Los plazos siguen corriendo. Su estado se ve aquí:\n\n${page}\n\nEl registro lo guarda como ${entry}, con quién lo hizo.\n`,
    }),
    off: ({ company, page, entry }) => ({
      subject: `${company}: se ha desactivado el entorno de pruebas`,
      text: `El entorno de pruebas de ${company} en Parley está desactivado: los mensajes vuelven a salir y las cartas que esperaban se envían ahora. Los mensajes que esperaban se han detenido y las campañas están en pausa:\n\n${page}\n\nEl registro lo guarda como ${entry}, con quién lo hizo.\n`,
    }),
  },
};

/** The letter about a move of the switch; names nobody. */
export const movedWords = (language: string, isOn: boolean, facts: Facts): Words => (letters[language] ?? en)[isOn ? 'on' : 'off'](facts);
