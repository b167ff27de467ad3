// Why something did not leave, in the words of an agent. Ours alone: a provider's text may quote a person.
export const why: Readonly<Record<string, string>> = {
  'unknown-fate': 'The connection broke while this was being sent, so it is not known whether it arrived. Ask before sending it again.',
  'no-address': 'This person has no address on this channel that they proved or wrote from.',
  'too-large': 'Message and files together are larger than this channel carries.',
  'given-up': 'It was tried for two days and given up.',
  unreachable: 'The server that carries messages on this channel cannot be reached. It will be tried again.',
  restored: 'An older backup was brought back, and it is not known whether this had left before. Ask before sending it again.',
  'adapter-error': 'Something went wrong on our side. It will be tried again.',
};

type Words = { readonly subject: string; readonly text: string };

/** The mail that carries a code, in the company's language. */
export function codeWords(language: string, company: string, code: string): Words {
  return (codes[language] ?? codes['en'] ?? english)(company, `${code.slice(0, 4)} ${code.slice(4)}`);
}

const english = (company: string, code: string): Words => ({
  subject: `${code} is your code for ${company}`,
  text: `Your code for ${company}:\n\n    ${code}\n\nIt is valid for ten minutes and works once. If you did not ask for it, ignore this mail: without the code nobody gets any further.\n`,
});
const codes: Readonly<Record<string, typeof english>> = {
  en: english,
  de: (company, code) => ({
    subject: `${code} ist Ihr Code für ${company}`,
    text: `Ihr Code für ${company}:\n\n    ${code}\n\nEr gilt zehn Minuten und nur einmal. Falls Sie ihn nicht angefordert haben, müssen Sie nichts tun: Ohne den Code kommt niemand weiter.\n`,
  }),
  fr: (company, code) => ({
    subject: `${code} est votre code pour ${company}`,
    text: `Votre code pour ${company} :\n\n    ${code}\n\nIl est valable dix minutes et une seule fois. Si vous ne l’avez pas demandé, ignorez ce message : sans le code, personne ne peut continuer.\n`,
  }),
  es: (company, code) => ({
    subject: `${code} es su código para ${company}`,
    text: `Su código para ${company}:\n\n    ${code}\n\nVale diez minutos y una sola vez. Si no lo ha pedido, no haga caso de este mensaje: sin el código nadie puede continuar.\n`,
  }),
};
