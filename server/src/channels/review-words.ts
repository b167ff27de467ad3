// Letters to whoever decides in a review of who has what, in the four languages of a company. They name nobody.
type Words = { readonly subject: string; readonly text: string };
type Letter = (company: string, page: string) => Words;

const en: Letter = (company, page) => ({
  subject: `${company}: a review of who has what waits for you`,
  text: `Accounts, roles, keys and teams in Parley are looked at again. Some wait until you keep them or take them away, and say why:\n\n${page}\n\nA review that is not finished within two weeks is a finding.\n`,
});
const letters: Readonly<Record<string, Letter>> = {
  en,
  de: (company, page) => ({
    subject: `${company}: Eine Überprüfung der Rechte wartet auf Sie`,
    text: `Konten, Rollen, Schlüssel und Teams in Parley werden wieder durchgesehen. Einige warten darauf, dass Sie sie behalten lassen oder wegnehmen und sagen, warum:\n\n${page}\n\nIst eine Überprüfung nach zwei Wochen nicht fertig, ist das ein Befund.\n`,
  }),
  fr: (company, page) => ({
    subject: `${company} : une revue des droits vous attend`,
    text: `Les comptes, rôles, clés et équipes de Parley sont revus. Certains attendent que vous les conserviez ou les retiriez, et disiez pourquoi :\n\n${page}\n\nUne revue qui n’est pas terminée en deux semaines est une constatation.\n`,
  }),
  es: (company, page) => ({
    subject: `${company}: una revisión de permisos le espera`,
    text: `Se vuelven a revisar las cuentas, funciones, claves y equipos de Parley. Algunos esperan a que usted los mantenga o los retire, y diga por qué:\n\n${page}\n\nUna revisión que no termina en dos semanas es un hallazgo.\n`,
  }),
};

/** The letter that lines of a review wait; in English where the company's language has none. */
export const reviewWords = (language: string, company: string, page: string): Words => (letters[language] ?? en)(company, page);
