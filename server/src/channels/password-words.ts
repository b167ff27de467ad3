// Letters about passwords, in the four languages of a company. None names anybody.
type Words = { readonly subject: string; readonly text: string };
type How = 'changed' | 'reset' | 'link';
type Letters = {
  readonly forgotten: (company: string, link: string, minutes: number) => Words;
  readonly none: (company: string) => Words;
  readonly changed: (company: string, how: How) => Words;
};

const en: Letters = {
  forgotten: (company, link, minutes) => ({
    subject: `${company}: choose a new password`,
    text: `Somebody asked for a new password for your account in Parley at ${company}. If it was you, open this link within ${minutes} minutes. It works once:\n\n${link}\n\nIf it was not you, do nothing: your password stays as it is, and without this mail nobody gets any further.\n`,
  }),
  none: (company) => ({
    subject: `${company}: you sign in without a password`,
    text: `Somebody asked for a new password for your account in Parley at ${company}. You sign in without one: with a passkey, or through your company’s own sign-in. If that is lost, ask an administrator.\n\nIf it was not you, do nothing.\n`,
  }),
  changed: (company, how) => ({
    subject: `${company}: your password was changed`,
    text: `Your password for Parley at ${company} was ${{ reset: 'replaced by the link that was mailed to you', link: 'chosen anew by a link that was made for you', changed: 'changed' }[how]}, and every other session of yours was ended.\n\nIf this was not you, tell your administrators today: they can suspend your account at once. The ledger shows what was done.\n`,
  }),
};
const de: Letters = {
  forgotten: (company, link, minutes) => ({
    subject: `${company}: Neues Passwort wählen`,
    text: `Für Ihr Konto in Parley bei ${company} wurde ein neues Passwort angefordert. Wenn Sie das waren, öffnen Sie diesen Link innerhalb von ${minutes} Minuten. Er gilt einmal:\n\n${link}\n\nWenn Sie es nicht waren, müssen Sie nichts tun: Ihr Passwort bleibt, wie es ist, und ohne diese Mail kommt niemand weiter.\n`,
  }),
  none: (company) => ({
    subject: `${company}: Sie melden sich ohne Passwort an`,
    text: `Für Ihr Konto in Parley bei ${company} wurde ein neues Passwort angefordert. Sie melden sich ohne Passwort an: mit einem Passkey oder über die Anmeldung Ihres Unternehmens. Wenn das verloren ist, fragen Sie Ihre Administration.\n\nWenn Sie es nicht waren, müssen Sie nichts tun.\n`,
  }),
  changed: (company, how) => ({
    subject: `${company}: Ihr Passwort wurde geändert`,
    text: `Ihr Passwort für Parley bei ${company} wurde ${{ reset: 'über den Link ersetzt, der Ihnen gemailt wurde', link: 'über einen Link neu gewählt, der für Sie erzeugt wurde', changed: 'geändert' }[how]}, und alle anderen Sitzungen wurden beendet.\n\nWenn Sie das nicht waren, sagen Sie es noch heute Ihrer Administration: Sie kann Ihr Konto sofort sperren. Das Protokoll zeigt, was geschah.\n`,
  }),
};
const fr: Letters = {
  forgotten: (company, link, minutes) => ({
    subject: `${company} : choisir un nouveau mot de passe`,
    text: `Un nouveau mot de passe a été demandé pour votre compte Parley chez ${company}. Si c’était vous, ouvrez ce lien dans les ${minutes} minutes. Il fonctionne une seule fois :\n\n${link}\n\nSi ce n’était pas vous, ne faites rien : votre mot de passe reste inchangé, et sans ce message personne ne peut continuer.\n`,
  }),
  none: (company) => ({
    subject: `${company} : vous vous connectez sans mot de passe`,
    text: `Un nouveau mot de passe a été demandé pour votre compte Parley chez ${company}. Vous vous connectez sans mot de passe : avec une clé d’accès ou par la connexion de votre entreprise. Si cet accès est perdu, adressez-vous à un administrateur.\n\nSi ce n’était pas vous, ne faites rien.\n`,
  }),
  changed: (company, how) => ({
    subject: `${company} : votre mot de passe a été modifié`,
    text: `Votre mot de passe pour Parley chez ${company} a été ${{ reset: 'remplacé par le lien qui vous a été envoyé', link: 'choisi à nouveau par un lien créé pour vous', changed: 'modifié' }[how]}, et toutes vos autres sessions ont été fermées.\n\nSi ce n’était pas vous, prévenez aujourd’hui vos administrateurs : ils peuvent suspendre votre compte immédiatement. Le registre montre ce qui a été fait.\n`,
  }),
};
const es: Letters = {
  forgotten: (company, link, minutes) => ({
    subject: `${company}: elija una nueva contraseña`,
    text: `Se ha pedido una nueva contraseña para su cuenta de Parley en ${company}. Si ha sido usted, abra este enlace en un plazo de ${minutes} minutos. Funciona una sola vez:\n\n${link}\n\nSi no ha sido usted, no haga nada: su contraseña sigue igual y sin este mensaje nadie puede continuar.\n`,
  }),
  none: (company) => ({
    subject: `${company}: usted entra sin contraseña`,
    text: `Se ha pedido una nueva contraseña para su cuenta de Parley en ${company}. Usted entra sin contraseña: con una llave de acceso o por el acceso de su empresa. Si lo ha perdido, pregunte a un administrador.\n\nSi no ha sido usted, no haga nada.\n`,
  }),
  changed: (company, how) => ({
    subject: `${company}: su contraseña ha cambiado`,
    text: `Su contraseña de Parley en ${company} ha sido ${{ reset: 'sustituida por el enlace que se le envió', link: 'elegida de nuevo con un enlace creado para usted', changed: 'cambiada' }[how]}, y todas sus demás sesiones se han cerrado.\n\nSi no ha sido usted, avise hoy a sus administradores: pueden suspender su cuenta de inmediato. El registro muestra lo que se hizo.\n`,
  }),
};
const letters: Readonly<Record<string, Letters>> = { en, de, fr, es };
const lettersIn = (language: string): Letters => letters[language] ?? en;

/** The mail with the link by which somebody chooses a new password. */
export const forgottenWords = (language: string, company: string, link: string, minutes: number): Words =>
  lettersIn(language).forgotten(company, link, minutes);
/** For somebody who never had a password. */
export const noPasswordWords = (language: string, company: string): Words => lettersIn(language).none(company);
/** Told to whoever's password became another one. */
export const changedWords = (language: string, company: string, how: How): Words => lettersIn(language).changed(company, how);
