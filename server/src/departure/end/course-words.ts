// What a company reads while something stands in the way of its end, and when the end was called off.
import type { Block } from './course.ts';

type Language = 'en' | 'de' | 'fr' | 'es';
type Mail = { readonly subject: string; readonly text: string };
type Because = Readonly<Record<Block['because'], (count: number, until: string | undefined) => string>>;

const because: Readonly<Record<Language, Because>> = {
  en: {
    'legal-holds': (count) => `- Legal holds that stand: ${count}. Lift them under Settings, Retention, once the matter is closed.`,
    'not-returned': (_, until) =>
      `- Nobody has confirmed yet that the export was kept and opens. Fetch it and type in its code.${until ? ` After ${until} nothing waits for that any more: all is deleted, also unfetched.` : ''}`,
  },
  de: {
    'legal-holds': (count) =>
      `- Aufbewahrungen wegen Rechtsfällen: ${count}. Heben Sie sie unter Einstellungen, Aufbewahrung auf, wenn die Sache erledigt ist.`,
    'not-returned': (_, until) =>
      `- Noch niemand hat bestätigt, dass die Ausleitung aufbewahrt ist und sich öffnen lässt. Holen Sie sie ab und geben Sie ihren Code ein.${until ? ` Nach dem ${until} wartet nichts mehr darauf: Alles wird gelöscht, auch was niemand abgeholt hat.` : ''}`,
  },
  fr: {
    'legal-holds': (count) =>
      `- Conservations légales en vigueur : ${count}. Levez-les sous Paramètres, Conservation, une fois l’affaire close.`,
    'not-returned': (_, until) =>
      `- Personne n’a encore confirmé que l’export est conservé et s’ouvre. Récupérez-le et saisissez son code.${until ? ` Après le ${until}, plus rien ne l’attend : tout est supprimé, même non récupéré.` : ''}`,
  },
  es: {
    'legal-holds': (count) =>
      `- Conservaciones legales vigentes: ${count}. Levántelas en Ajustes, Conservación, cuando el asunto esté cerrado.`,
    'not-returned': (_, until) =>
      `- Nadie ha confirmado todavía que la exportación está guardada y se abre. Recójala e introduzca su código.${until ? ` Después del ${until} ya nada la espera: se borra todo, aunque nadie lo haya recogido.` : ''}`,
  },
};

const blocked =
  (language: Language, subject: string, text: (name: string, list: string) => string) =>
  (name: string, blocks: readonly Block[], until: string | undefined): Mail => ({
    subject,
    text: text(name, blocks.map((block) => because[language][block.because](block.count, until)).join('\n')),
  });

export const blockedWords: Readonly<Record<Language, (name: string, blocks: readonly Block[], until: string | undefined) => Mail>> = {
  en: blocked(
    'en',
    'The end of your contract is waiting',
    (name, list) =>
      `The contract of ${name} with Parley has ended, and the deletion is waiting:\n\n${list}\n\nWhat stands in the way is shown under Settings, Leaving.`,
  ),
  de: blocked(
    'de',
    'Das Ende Ihres Vertrags wartet',
    (name, list) =>
      `Der Vertrag von ${name} mit Parley ist zu Ende, und die Löschung wartet:\n\n${list}\n\nWas im Weg steht, zeigt Einstellungen, Verlassen.`,
  ),
  fr: blocked(
    'fr',
    'La fin de votre contrat est en attente',
    (name, list) =>
      `Le contrat de ${name} avec Parley est terminé, et la suppression attend :\n\n${list}\n\nCe qui s’y oppose est indiqué sous Paramètres, Départ.`,
  ),
  es: blocked(
    'es',
    'El final de su contrato está en espera',
    (name, list) =>
      `El contrato de ${name} con Parley ha terminado y el borrado espera:\n\n${list}\n\nLo que lo impide está en Ajustes, Salida.`,
  ),
};

export const calledOffWords: Readonly<Record<Language, (name: string, day: string) => Mail>> = {
  en: (name, day) => ({
    subject: 'The end of the contract was called off',
    text: `The contract of ${name} with Parley was to end on ${day}. That was called off: nothing is deleted, and everything goes on as before.`,
  }),
  de: (name, day) => ({
    subject: 'Das Vertragsende wurde abgesagt',
    text: `Der Vertrag von ${name} mit Parley sollte am ${day} enden. Das wurde abgesagt: Es wird nichts gelöscht, und alles geht weiter wie bisher.`,
  }),
  fr: (name, day) => ({
    subject: 'La fin du contrat a été annulée',
    text: `Le contrat de ${name} avec Parley devait prendre fin le ${day}. C’est annulé : rien n’est supprimé et tout continue comme avant.`,
  }),
  es: (name, day) => ({
    subject: 'Se anuló el final del contrato',
    text: `El contrato de ${name} con Parley iba a terminar el ${day}. Se ha anulado: no se borra nada y todo sigue como antes.`,
  }),
};
