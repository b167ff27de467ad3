// What whoever holds the right reads about requests that come due: ids and days, nobody's name and nothing of what was asked.
export type Due = { readonly request: string; readonly dueOn: string; readonly stage: string };
type Facts = { readonly company: string; readonly page: string; readonly due: readonly Due[]; readonly all: number };
type Words = { readonly subject: string; readonly text: string };
type Letter = {
  readonly subject: (company: string, all: number) => string;
  readonly intro: string;
  readonly late: string;
  readonly by: string;
  readonly waiting: string;
  readonly wrote: string;
  readonly more: (count: number) => string;
  readonly page: string;
};

/** One mail about all that entered a new stage. */
export function reminderWords(language: string, { company, page, due, all }: Facts): Words {
  const words = letters[language] ?? (letters['en'] as Letter);
  const lines = due.map(({ request, dueOn, stage }) => {
    const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(dueOn));
    const [name = 'by'] = stage.split('-');
    return `${request} · ${name === 'late' || name === 'waiting' || name === 'wrote' ? words[name] : words.by} ${day}`;
  });
  const rest = all > due.length ? [words.more(all - due.length)] : [];
  return {
    subject: words.subject(company, all),
    text: `${[words.intro, [...lines, ...rest].join('\n'), words.page, page].join('\n\n')}\n`,
  };
}

const letters: Readonly<Record<string, Letter>> = {
  en: {
    subject: (company, all) => `${company}: ${all === 1 ? 'a request of a person is' : `${all} requests of people are`} due`,
    intro: 'The law gives these requests a day by which they must be answered (Art. 12(3)):',
    late: 'late, it was due on',
    by: 'answer by',
    waiting: 'waits for the person for two weeks or longer; day before this pause:',
    wrote: 'waits for the person, who wrote since: look whether it is the answer; day before this pause:',
    more: (count) => `and ${count} more`,
    page: 'They stand here, what is due first on top:',
  },
  de: {
    subject: (company, all) => `${company}: ${all === 1 ? 'Eine Betroffenenanfrage wird' : `${all} Betroffenenanfragen werden`} fällig`,
    intro: 'Für diese Anfragen nennt das Gesetz einen Tag, bis zu dem sie beantwortet sein müssen (Art. 12 Abs. 3):',
    late: 'zu spät, fällig war der',
    by: 'Antwort bis',
    waiting: 'wartet seit zwei Wochen oder länger auf die Person; Tag vor dieser Pause:',
    wrote: 'wartet auf die Person, die seither geschrieben hat: Sieh nach, ob es die Antwort ist; Tag vor dieser Pause:',
    more: (count) => `und ${count} weitere`,
    page: 'Sie stehen hier, das Fälligste zuerst:',
  },
  fr: {
    subject: (company, all) => `${company} : ${all === 1 ? 'une demande arrive' : `${all} demandes arrivent`} à échéance`,
    intro: 'La loi fixe un jour auquel il faut avoir répondu à ces demandes (art. 12, paragraphe 3) :',
    late: 'en retard, l’échéance était le',
    by: 'réponse au plus tard le',
    waiting: 'attend la personne depuis deux semaines ou plus ; jour avant cette pause :',
    wrote: 'attend la personne, qui a écrit depuis : voyez si c’est la réponse ; jour avant cette pause :',
    more: (count) => `et ${count} autres`,
    page: 'Elles se trouvent ici, la plus urgente en premier :',
  },
  es: {
    subject: (company, all) => `${company}: ${all === 1 ? 'una solicitud vence' : `${all} solicitudes vencen`} pronto`,
    intro: 'La ley fija un día en que estas solicitudes deben estar respondidas (art. 12.3):',
    late: 'con retraso, vencía el',
    by: 'respuesta a más tardar el',
    waiting: 'espera a la persona desde hace dos semanas o más; día antes de esta pausa:',
    wrote: 'espera a la persona, que ha escrito desde entonces: vea si es la respuesta; día antes de esta pausa:',
    more: (count) => `y ${count} más`,
    page: 'Están aquí, la más urgente primero:',
  },
};
