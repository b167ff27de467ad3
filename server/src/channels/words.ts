// Why something did not leave, in the words of an agent. Ours alone: a provider's text may quote a person.
export const why: Readonly<Record<string, string>> = {
  'unknown-fate': 'The connection broke while this was being sent, so it is not known whether it arrived. Ask before sending it again.',
  'no-address': 'This person has no address on this channel that they proved or wrote from.',
  'window-closed': 'The time for answers on this channel is over: the person must write again first. Use another channel until then.',
  'window-closed-template':
    'The 24 hours for answers on this channel are over. Send an approved template, or wait until the person writes again.',
  'too-large': 'Message and files together are larger than this channel carries.',
  'given-up': 'It was tried for two days and given up.',
  'given-up-sooner': 'It was tried for a day and given up: later it could arrive twice.',
  'partly-sent': 'Only the beginning arrived.',
  unreachable: 'The server that carries messages on this channel cannot be reached. It will be tried again.',
  paced: 'This channel carries only so many messages in a time: this one waits for its turn, and leaves by itself.',
  'limit-reached':
    'WhatsApp lets the company begin with only so many people in 24 hours, and that many were begun with. This waits until the next can be, and leaves by itself then.',
  'quiet-hours': 'This goes to many and waits until the quiet hours are over. It leaves by itself then.',
  'campaign-paused': 'Its campaign is paused: this waits, and leaves by itself when the campaign goes on.',
  'campaign-stopped': 'Its campaign was stopped before this left: it was not sent, and will not be.',
  'account-rests':
    'Several messages in a row could not be handed over on this channel, so the others wait until it answers again. Look at the channel’s settings.',
  restored: 'An older backup was brought back, and it is not known whether this had left before. Ask before sending it again.',
  sandbox: 'The sandbox is on: this stayed on this machine and reached nobody. What would have been sent can be looked at there.',
  'sandbox-switched':
    'The sandbox was switched on or off while this waited: it was not sent, and will not be. Send it again if it is meant.',
  'sandbox-moved': 'The sandbox was switched on or off at this very moment. It will be tried again.',
  'opted-out-played':
    'The sandbox told that this person wants no more messages. It reached nobody, so it is nobody’s wish and ends nothing.',
  'sandbox-not-told': 'The sandbox is on: the provider was not told anything. Switch it off first.',
  'failed-here': 'Something went wrong on our side, however often it was tried, and it was given up. Try again once that is mended.',
  'chat-over':
    'The conversation went on elsewhere before anybody read this in the chat, and the chat is over. Send it again: it goes where the conversation is now.',
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

/** What the privacy officer reads when the operator made a link for an administrator; names nobody. */
export function adminLinkWords(language: string, company: string, entry: string): Words {
  return (adminLinks[language] ?? adminLinkInEnglish)(company, entry);
}

const adminLinkInEnglish = (company: string, entry: string): Words => ({
  subject: `${company}: an administrator was made on the server`,
  text: `Somebody with access to the server of Parley has made a link by which one person becomes an administrator of ${company}, or chooses a new password as one. This is meant for the day on which nobody can sign in any more.\n\nThe ledger keeps it as ${entry}, and will show who used the link. If you do not know why, ask whoever runs the server, today.\n`,
});
const adminLinks: Readonly<Record<string, typeof adminLinkInEnglish>> = {
  de: (company, entry) => ({
    subject: `${company}: Auf dem Server wurde jemand zur Verwaltung zugelassen`,
    text: `Jemand mit Zugang zum Server von Parley hat einen Link erzeugt, mit dem eine Person Administrator von ${company} wird oder als solcher ein neues Passwort wählt. Das ist für den Tag gedacht, an dem sich niemand mehr anmelden kann.\n\nDas Protokoll hält es als ${entry} fest und zeigt auch, wer den Link benutzt. Wenn Sie den Grund nicht kennen, fragen Sie noch heute nach, wer den Server betreibt.\n`,
  }),
  fr: (company, entry) => ({
    subject: `${company} : un administrateur a été créé depuis le serveur`,
    text: `Quelqu’un ayant accès au serveur de Parley a créé un lien par lequel une personne devient administrateur de ${company}, ou choisit un nouveau mot de passe en cette qualité. Cela est prévu pour le jour où plus personne ne peut se connecter.\n\nLe registre le conserve sous ${entry} et montrera qui a utilisé le lien. Si vous n’en connaissez pas la raison, demandez-la aujourd’hui à qui exploite le serveur.\n`,
  }),
  es: (company, entry) => ({
    subject: `${company}: se ha creado un administrador desde el servidor`,
    text: `Alguien con acceso al servidor de Parley ha creado un enlace con el que una persona se convierte en administrador de ${company}, o elige como tal una nueva contraseña. Está previsto para el día en que nadie pueda entrar.\n\nEl registro lo guarda como ${entry} y mostrará quién usó el enlace. Si no conoce el motivo, pregunte hoy a quien administra el servidor.\n`,
  }),
};

/** Told to whoever's second factor a colleague took away. */
export function factorTakenWords(language: string, company: string): Words {
  return (factorTaken[language] ?? factorTakenInEnglish)(company);
}

const factorTakenInEnglish = (company: string): Words => ({
  subject: `${company}: your second factor was taken away`,
  text: `An administrator of ${company} has taken away what you had set up in Parley beside your password: an app with codes, passkeys, or both. Set something new up under “How I sign in”.\n\nIf you did not ask for this, speak to your administrators today. The ledger shows who did it.\n`,
});
const factorTaken: Readonly<Record<string, typeof factorTakenInEnglish>> = {
  de: (company) => ({
    subject: `${company}: Ihr zweiter Faktor wurde entfernt`,
    text: `Die Administration von ${company} hat entfernt, was Sie in Parley neben dem Passwort eingerichtet hatten: eine App mit Codes, Passkeys oder beides. Richten Sie unter „Wie ich mich anmelde“ etwas Neues ein.\n\nWenn Sie nicht darum gebeten haben, sprechen Sie noch heute mit Ihrer Administration. Das Protokoll zeigt, wer es war.\n`,
  }),
  fr: (company) => ({
    subject: `${company} : votre second facteur a été retiré`,
    text: `Un administrateur de ${company} a retiré ce que vous aviez configuré dans Parley en plus du mot de passe : une application à codes, des clés d’accès, ou les deux. Configurez-en un nouveau dans « How I sign in ».\n\nSi vous ne l’avez pas demandé, parlez-en aujourd’hui à vos administrateurs. Le registre montre qui l’a fait.\n`,
  }),
  es: (company) => ({
    subject: `${company}: se ha retirado su segundo factor`,
    text: `Un administrador de ${company} ha retirado lo que usted tenía en Parley además de la contraseña: una aplicación con códigos, llaves de acceso o ambas. Configure uno nuevo en «How I sign in».\n\nSi no lo ha pedido, hable hoy con sus administradores. El registro muestra quién lo hizo.\n`,
  }),
};
