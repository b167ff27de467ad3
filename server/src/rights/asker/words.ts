// That nothing is held of whoever asked (Art. 15(1)), as they read it: the request and its answer stay as proof (Art. 5(2)), and that is said.
import type { Language } from '../words.ts';

export const nothingWords: Readonly<Record<Language, string>> = {
  en: 'We looked for the address that you gave and hold no data about you, apart from this request and its answer, which we keep for a while as proof that it was answered. If you have written to us from another address, or by an app such as WhatsApp, please tell us, and we will look again.',
  de: 'Wir haben nach der Adresse gesucht, die Sie genannt haben, und speichern keine Daten über Sie, außer dieser Anfrage und ihrer Antwort, die wir eine Zeit lang als Nachweis aufbewahren. Falls Sie uns von einer anderen Adresse oder über eine App wie WhatsApp geschrieben haben, sagen Sie es uns bitte, und wir suchen noch einmal.',
  fr: 'Nous avons cherché l’adresse que vous avez indiquée et ne détenons aucune donnée sur vous, en dehors de cette demande et de sa réponse, que nous gardons un temps comme preuve. Si vous nous avez écrit depuis une autre adresse ou par une application comme WhatsApp, dites-le-nous et nous chercherons de nouveau.',
  es: 'Hemos buscado la dirección que indicó y no tenemos datos sobre usted, aparte de esta solicitud y su respuesta, que conservamos un tiempo como prueba. Si nos escribió desde otra dirección o por una aplicación como WhatsApp, díganoslo y buscaremos de nuevo.',
};
