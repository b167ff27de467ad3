// Letters with the link by which somebody joins or comes back, in the four languages of a company. They name nobody.
type Words = { readonly subject: string; readonly text: string };
type Letters = {
  readonly first: (company: string, link: string, days: number) => Words;
  readonly back: (company: string, link: string, days: number) => Words;
};

const en: Letters = {
  first: (company, link, days) => ({
    subject: `${company}: join us in Parley`,
    text: `You were invited to Parley, where ${company} talks with its customers. Open this link within ${days} days, and choose your password. It works once:\n\n${link}\n\nIf you do not know of it, do nothing. Give the link to nobody: whoever has it acts in your name.\n`,
  }),
  back: (company, link, days) => ({
    subject: `${company}: your account in Parley is open again`,
    text: `Your account in Parley at ${company} is no longer suspended. Open this link within ${days} days, and choose a new password. It works once:\n\n${link}\n\nGive it to nobody: whoever has it acts in your name.\n`,
  }),
};
const letters: Readonly<Record<string, Letters>> = {
  en,
  de: {
    first: (company, link, days) => ({
      subject: `${company}: Einladung zu Parley`,
      text: `Sie wurden zu Parley eingeladen, wo ${company} mit der Kundschaft spricht. Öffnen Sie diesen Link innerhalb von ${days} Tagen und wählen Sie Ihr Passwort. Er gilt einmal:\n\n${link}\n\nWenn Sie davon nichts wissen, müssen Sie nichts tun. Geben Sie den Link niemandem: Wer ihn hat, handelt in Ihrem Namen.\n`,
    }),
    back: (company, link, days) => ({
      subject: `${company}: Ihr Konto in Parley ist wieder offen`,
      text: `Ihr Konto in Parley bei ${company} ist nicht mehr gesperrt. Öffnen Sie diesen Link innerhalb von ${days} Tagen und wählen Sie ein neues Passwort. Er gilt einmal:\n\n${link}\n\nGeben Sie ihn niemandem: Wer ihn hat, handelt in Ihrem Namen.\n`,
    }),
  },
  fr: {
    first: (company, link, days) => ({
      subject: `${company} : rejoignez-nous dans Parley`,
      text: `Vous êtes invité à Parley, où ${company} parle avec ses clients. Ouvrez ce lien dans les ${days} jours et choisissez votre mot de passe. Il fonctionne une seule fois :\n\n${link}\n\nSi vous n’êtes pas au courant, ne faites rien. Ne donnez ce lien à personne : qui le détient agit en votre nom.\n`,
    }),
    back: (company, link, days) => ({
      subject: `${company} : votre compte Parley est rouvert`,
      text: `Votre compte Parley chez ${company} n’est plus suspendu. Ouvrez ce lien dans les ${days} jours et choisissez un nouveau mot de passe. Il fonctionne une seule fois :\n\n${link}\n\nNe le donnez à personne : qui le détient agit en votre nom.\n`,
    }),
  },
  es: {
    first: (company, link, days) => ({
      subject: `${company}: únase a nosotros en Parley`,
      text: `Le han invitado a Parley, donde ${company} habla con sus clientes. Abra este enlace en un plazo de ${days} días y elija su contraseña. Funciona una sola vez:\n\n${link}\n\nSi no sabe nada de esto, no haga nada. No dé el enlace a nadie: quien lo tiene actúa en su nombre.\n`,
    }),
    back: (company, link, days) => ({
      subject: `${company}: su cuenta de Parley vuelve a estar abierta`,
      text: `Su cuenta de Parley en ${company} ya no está suspendida. Abra este enlace en un plazo de ${days} días y elija una nueva contraseña. Funciona una sola vez:\n\n${link}\n\nNo lo dé a nadie: quien lo tiene actúa en su nombre.\n`,
    }),
  },
};

/** The mail with the link by which somebody joins, or comes back after a suspension; in English where the company's language has no letter. */
export const invitationWords = (language: string, company: string, link: string, days: number, isBack: boolean): Words =>
  (letters[language] ?? en)[isBack ? 'back' : 'first'](company, link, days);
