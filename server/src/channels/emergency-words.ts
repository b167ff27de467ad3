// What privacy officers read when somebody reads in an emergency.
type Words = { readonly subject: string; readonly text: string };
type Letter = (company: string, page: string, entry: string) => Words;

const en: Letter = (company, page, entry) => ({
  subject: `${company}: somebody reads in an emergency`,
  text: `A colleague at ${company} has opened an emergency access in Parley: for a while they read what their role does not show them. Who, why and until when stands here:\n\n${page}\n\nThe ledger keeps it as ${entry}, with every look under it. When it has ended, say within seven days whether it was justified.\n`,
});
const letters: Readonly<Record<string, Letter>> = {
  en,
  de: (company, page, entry) => ({
    subject: `${company}: Jemand liest im Notfall`,
    text: `Bei ${company} wurde in Parley ein Notfallzugriff geöffnet: Jemand liest eine Zeit lang, was die eigene Rolle nicht zeigt. Wer, warum und bis wann, steht hier:\n\n${page}\n\nDas Protokoll hält es als ${entry} fest, mit jedem Blick darunter. Wenn der Zugriff zu Ende ist, sagen Sie innerhalb von sieben Tagen, ob er gerechtfertigt war.\n`,
  }),
  fr: (company, page, entry) => ({
    subject: `${company} : lecture en situation d’urgence`,
    text: `Un collègue de ${company} a ouvert un accès d’urgence dans Parley : pendant un certain temps, il lit ce que son rôle ne lui montre pas. Qui, pourquoi et jusqu’à quand se trouve ici :\n\n${page}\n\nLe registre le conserve sous ${entry}, avec chaque consultation. Une fois l’accès terminé, indiquez sous sept jours s’il était justifié.\n`,
  }),
  es: (company, page, entry) => ({
    subject: `${company}: alguien lee en una emergencia`,
    text: `Un compañero de ${company} ha abierto un acceso de emergencia en Parley: durante un tiempo lee lo que su función no le muestra. Quién, por qué y hasta cuándo se ve aquí:\n\n${page}\n\nEl registro lo guarda como ${entry}, con cada consulta. Cuando haya terminado, indique en un plazo de siete días si estaba justificado.\n`,
  }),
};

/** The letter about an emergency access; names nobody. */
export const emergencyWords = (language: string, company: string, page: string, entry: string): Words =>
  (letters[language] ?? en)(company, page, entry);
