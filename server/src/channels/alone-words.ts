// What privacy officers read when somebody did alone what takes two. The letters name neither customer nor colleague: both stand on the page they lead to.
type Words = { readonly subject: string; readonly text: string };
type Kind = 'grant' | 'longer' | 'role' | 'officer' | 'link' | 'repair';
type What = 'self' | 'officer' | 'link' | 'repair';
type Letter = {
  readonly what: Readonly<Record<What, { readonly subject: string; readonly text: string }>>;
  readonly rest: (page: string, entry: string) => string;
};

const en: Letter = {
  what: {
    self: {
      subject: 'somebody gave themselves a sight of customers',
      text: 'Somebody who runs Parley has given themselves a role that shows them customers, without anybody else.',
    },
    officer: {
      subject: 'somebody new answers for privacy',
      text: 'Somebody who runs Parley has given out a role that judges emergency accesses, without one of those who hold it.',
    },
    link: {
      subject: 'somebody holds a link into a colleague’s account',
      text: 'No mail leaves Parley, so the link by which a colleague comes back was shown to somebody else. Whoever holds it could choose the password and act as that colleague.',
    },
    repair: {
      subject: 'somebody verified their own repair',
      text: 'A severe finding was closed by whoever repaired it, because nobody else in the house may verify repairs.',
    },
  },
  rest: (page, entry) =>
    `Who it was, and when, stands here, also when it was taken back meanwhile:\n\n${page}\n\nThe ledger keeps it as ${entry}. Say there whether it was justified: until somebody else does, it is a finding.\n`,
};
const letters: Readonly<Record<string, Letter>> = {
  en,
  de: {
    what: {
      self: {
        subject: 'Jemand gab sich selbst Einblick in Kundendaten',
        text: 'Wer Parley verwaltet, hat sich selbst eine Rolle gegeben, die Kunden zeigt, ohne dass jemand anderes beteiligt war.',
      },
      officer: {
        subject: 'Jemand Neues verantwortet den Datenschutz',
        text: 'Wer Parley verwaltet, hat eine Rolle vergeben, die über Notfallzugriffe urteilt, ohne dass jemand beteiligt war, der sie schon hat.',
      },
      link: {
        subject: 'Jemand hält einen Link in ein fremdes Konto',
        text: 'Aus Parley geht keine Mail hinaus, darum wurde der Link, mit dem jemand aus dem Team zurückkommt, jemand anderem gezeigt. Wer ihn hat, könnte das Passwort wählen und unter fremdem Namen handeln.',
      },
      repair: {
        subject: 'Jemand bestätigte die eigene Behebung',
        text: 'Ein schwerer Befund wurde von dem geschlossen, der ihn behoben hat, weil sonst niemand im Haus Behebungen bestätigen darf.',
      },
    },
    rest: (page, entry) =>
      `Wer es war und wann, steht hier, auch wenn es inzwischen zurückgenommen wurde:\n\n${page}\n\nDas Protokoll hält es als ${entry} fest. Sagen Sie dort, ob es gerechtfertigt war: Bis jemand anderes das tut, ist es ein Befund.\n`,
  },
  fr: {
    what: {
      self: {
        subject: 'quelqu’un s’est donné accès aux clients',
        text: 'Une personne qui administre Parley s’est attribué un rôle qui lui montre des clients, sans que personne d’autre n’intervienne.',
      },
      officer: {
        subject: 'une nouvelle personne répond de la protection des données',
        text: 'Une personne qui administre Parley a attribué un rôle qui juge les accès d’urgence, sans l’intervention de quelqu’un qui le détient.',
      },
      link: {
        subject: 'quelqu’un détient un lien vers le compte d’un collègue',
        text: 'Aucun courriel ne sort de Parley : le lien par lequel un collègue revient a donc été montré à quelqu’un d’autre. Qui le détient pourrait choisir le mot de passe et agir au nom de ce collègue.',
      },
      repair: {
        subject: 'quelqu’un a vérifié sa propre correction',
        text: 'Une constatation grave a été close par la personne qui l’a corrigée, parce que personne d’autre ne peut vérifier les corrections.',
      },
    },
    rest: (page, entry) =>
      `Qui et quand se trouve ici, même si cela a été retiré entre-temps :\n\n${page}\n\nLe registre le conserve sous ${entry}. Indiquez-y si c’était justifié : tant que personne d’autre ne le fait, c’est une constatation.\n`,
  },
  es: {
    what: {
      self: {
        subject: 'alguien se dio acceso a los clientes',
        text: 'Alguien que administra Parley se ha dado a sí mismo una función que le muestra clientes, sin que interviniera nadie más.',
      },
      officer: {
        subject: 'alguien nuevo responde de la privacidad',
        text: 'Alguien que administra Parley ha dado una función que juzga los accesos de emergencia, sin que interviniera nadie que la tenga.',
      },
      link: {
        subject: 'alguien tiene un enlace a la cuenta de un compañero',
        text: 'De Parley no sale ningún correo, así que el enlace con el que vuelve un compañero se mostró a otra persona. Quien lo tiene podría elegir la contraseña y actuar en nombre de ese compañero.',
      },
      repair: {
        subject: 'alguien verificó su propia corrección',
        text: 'Un hallazgo grave fue cerrado por quien lo corrigió, porque nadie más puede verificar las correcciones.',
      },
    },
    rest: (page, entry) =>
      `Quién y cuándo se ve aquí, aunque entretanto se haya deshecho:\n\n${page}\n\nEl registro lo guarda como ${entry}. Indique allí si estaba justificado: hasta que lo haga otra persona, es un hallazgo.\n`,
  },
};

/** The letter about what somebody did alone; in English where the company's language has none. */
export function aloneWords(language: string, company: string, kind: Kind, page: string, entry: string): Words {
  const letter = letters[language] ?? en;
  const { subject, text } = letter.what[kind === 'officer' || kind === 'link' || kind === 'repair' ? kind : 'self'];
  return { subject: `${company}: ${subject}`, text: `${text} ${letter.rest(page, entry)}` };
}
