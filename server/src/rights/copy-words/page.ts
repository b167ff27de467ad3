// Sentences of the page of the access copy that say how to read it.
import type { Language } from '#purposes';

type InFour = Readonly<Record<Language, string>>;

/** How times are meant, and where the rest stands. */
export const beside: InFour = {
  en: 'Times are in UTC. Ids and what else only a program needs stand in data.json, in the same folder as this page.',
  de: 'Zeiten sind in UTC. Kennungen und was sonst nur ein Programm braucht, stehen in data.json, im selben Ordner wie diese Seite.',
  fr: 'Les heures sont en UTC. Les identifiants et ce qui ne sert qu’à un programme se trouvent dans data.json, dans le même dossier que cette page.',
  es: 'Las horas están en UTC. Los identificadores y lo que solo necesita un programa están en data.json, en la misma carpeta que esta página.',
};

/** Over the names of all that stands empty. */
export const nothingIn: InFour = {
  en: 'Of these, nothing is held',
  de: 'Hiervon ist nichts gespeichert',
  fr: 'De cela, rien n’est conservé',
  es: 'De esto no se conserva nada',
};
