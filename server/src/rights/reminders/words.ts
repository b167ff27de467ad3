// What whoever holds the right reads about requests that come due: ids and days, nobody's name and nothing of what was asked.
export type Due = { readonly request: string; readonly dueOn: string; readonly stage: string };
type Facts = { readonly company: string; readonly page: string; readonly due: readonly Due[]; readonly all: number };
type Words = { readonly subject: string; readonly text: string };
type Letter = {
  readonly subject: (company: string, all: number) => string;
  readonly intro: string;
  readonly late: string;
  readonly by: string;
  readonly waits: string;
  readonly more: (count: number) => string;
  readonly page: string;
};

/** One mail about all that entered a new stage. */
export function reminderWords(language: string, { company, page, due, all }: Facts): Words {
  const words = letters[language] ?? (letters['en'] as Letter);
  const lines = due.map(({ request, dueOn, stage }) => {
    const what = stage.startsWith('late') ? words.late : stage.startsWith('waiting') ? words.waits : words.by;
    return `${request} · ${what} ${dueOn}`;
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
    late: 'late since',
    by: 'answer by',
    waits: 'waits for the person for two weeks or longer; statutory day before the pause:',
    more: (count) => `and ${count} more`,
    page: 'They stand here, what is due first on top:',
  },
  de: {
    subject: (company, all) => `${company}: ${all === 1 ? 'Eine Betroffenenanfrage wird' : `${all} Betroffenenanfragen werden`} fällig`,
    intro: 'Für diese Anfragen nennt das Gesetz einen Tag, bis zu dem sie beantwortet sein müssen (Art. 12 Abs. 3):',
    late: 'zu spät seit',
    by: 'Antwort bis',
    waits: 'wartet seit zwei Wochen oder länger auf die Person; gesetzlicher Tag vor der Pause:',
    more: (count) => `und ${count} weitere`,
    page: 'Sie stehen hier, das Fälligste zuerst:',
  },
  fr: {
    subject: (company, all) => `${company} : ${all === 1 ? 'une demande arrive' : `${all} demandes arrivent`} à échéance`,
    intro: 'La loi fixe un jour auquel il faut avoir répondu à ces demandes (art. 12, paragraphe 3) :',
    late: 'en retard depuis le',
    by: 'réponse au plus tard le',
    waits: 'attend la personne depuis deux semaines ou plus ; jour légal avant la pause :',
    more: (count) => `et ${count} autres`,
    page: 'Elles se trouvent ici, la plus urgente en premier :',
  },
  es: {
    subject: (company, all) => `${company}: ${all === 1 ? 'una solicitud vence' : `${all} solicitudes vencen`} pronto`,
    intro: 'La ley fija un día en que estas solicitudes deben estar respondidas (art. 12.3):',
    late: 'con retraso desde el',
    by: 'respuesta a más tardar el',
    waits: 'espera a la persona desde hace dos semanas o más; día legal antes de la pausa:',
    more: (count) => `y ${count} más`,
    page: 'Están aquí, la más urgente primero:',
  },
};
