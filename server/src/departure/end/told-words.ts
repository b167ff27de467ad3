// What a company reads before its contract ends, and when it has ended and only fetching goes on.
type Says = (name: string, until: string | undefined, isHeld: boolean) => { readonly subject: string; readonly text: string };

export const closingWords: Readonly<Record<'en' | 'de' | 'fr' | 'es', Says>> = {
  en: (name, until, isHeld) => ({
    subject: 'The contract has ended: fetch your data',
    text: `The contract of ${name} with Parley has ended. Nothing is received or written any more.\n\n${
      until === undefined
        ? 'The deletion waits for legal holds that still stand.'
        : `Sign in, export everything under Settings, Leaving, and confirm it by the code in its last file. Then everything is deleted, and on ${until} at the latest, also when nobody fetched it.${isHeld ? ' While legal holds stand, the deletion waits for them, also after that day.' : ''}`
    }`,
  }),
  de: (name, until, isHeld) => ({
    subject: 'Der Vertrag ist zu Ende: Holen Sie Ihre Daten ab',
    text: `Der Vertrag von ${name} mit Parley ist zu Ende. Es wird nichts mehr empfangen oder geschrieben.\n\n${
      until === undefined
        ? 'Die Löschung wartet auf Aufbewahrungen wegen Rechtsfällen, die noch bestehen.'
        : `Melden Sie sich an, leiten Sie unter Einstellungen, Verlassen alles aus und bestätigen Sie es mit dem Code in der letzten Datei. Dann wird alles gelöscht, spätestens am ${until}, auch wenn niemand es abgeholt hat.${isHeld ? ' Solange Aufbewahrungen wegen Rechtsfällen bestehen, wartet die Löschung auf sie, auch über diesen Tag hinaus.' : ''}`
    }`,
  }),
  fr: (name, until, isHeld) => ({
    subject: 'Le contrat est terminé : récupérez vos données',
    text: `Le contrat de ${name} avec Parley est terminé. Plus rien n’est reçu ni écrit.\n\n${
      until === undefined
        ? 'La suppression attend la levée des conservations légales encore en vigueur.'
        : `Connectez-vous, exportez tout sous Paramètres, Départ, et confirmez avec le code du dernier fichier. Ensuite tout est supprimé, au plus tard le ${until}, même si personne n’a rien récupéré.${isHeld ? ' Tant que des conservations légales sont en vigueur, la suppression les attend, même après ce jour.' : ''}`
    }`,
  }),
  es: (name, until, isHeld) => ({
    subject: 'El contrato ha terminado: recoja sus datos',
    text: `El contrato de ${name} con Parley ha terminado. Ya no se recibe ni se escribe nada.\n\n${
      until === undefined
        ? 'El borrado espera a que se levanten las conservaciones legales que siguen vigentes.'
        : `Inicie sesión, exporte todo en Ajustes, Salida, y confírmelo con el código del último archivo. Después se borra todo, a más tardar el ${until}, aunque nadie lo haya recogido.${isHeld ? ' Mientras haya conservaciones legales vigentes, el borrado las espera, también después de ese día.' : ''}`
    }`,
  }),
};

type SaysDay = (name: string, day: string) => { readonly subject: string; readonly text: string };

export const planWords: Readonly<Record<'en' | 'de' | 'fr' | 'es', SaysDay>> = {
  en: (name, day) => ({
    subject: `The contract is to end on ${day}`,
    text: `The contract of ${name} with Parley is to end on ${day}. From then on nothing is received or written, and afterwards everything is deleted.\n\nWho asked for it, and what goes back first, stands under Settings, Leaving. If it is not your wish, call it off there.`,
  }),
  de: (name, day) => ({
    subject: `Der Vertrag soll am ${day} enden`,
    text: `Der Vertrag von ${name} mit Parley soll am ${day} enden. Ab dann wird nichts mehr empfangen oder geschrieben, und danach wird alles gelöscht.\n\nWer es verlangt hat und was zuvor zurückgeht, steht unter Einstellungen, Verlassen. Wollen Sie es nicht, sagen Sie es dort ab.`,
  }),
  fr: (name, day) => ({
    subject: `Le contrat doit prendre fin le ${day}`,
    text: `Le contrat de ${name} avec Parley doit prendre fin le ${day}. Ensuite plus rien n’est reçu ni écrit, puis tout est supprimé.\n\nQui l’a demandé, et ce qui est rendu auparavant, se trouve sous Paramètres, Départ. Si vous ne le souhaitez pas, annulez-le à cet endroit.`,
  }),
  es: (name, day) => ({
    subject: `El contrato terminará el ${day}`,
    text: `El contrato de ${name} con Parley terminará el ${day}. Desde entonces no se recibe ni se escribe nada, y después se borra todo.\n\nQuién lo pidió y qué se devuelve antes está en Ajustes, Salida. Si no lo desea, anúlelo allí.`,
  }),
};

/** Of an end that one person asked for and no second one approved yet: until then nothing comes of it. */
export const askedWords: Readonly<Record<'en' | 'de' | 'fr' | 'es', SaysDay>> = {
  en: (name, day) => ({
    subject: `Somebody asks for the contract to end on ${day}`,
    text: `It was asked that the contract of ${name} with Parley ends on ${day}. A second person has to approve it first, under Settings, Leaving; without that nothing ends and nothing is deleted.\n\nWho asked for it, and what would go back first, stands there. If it is not your wish, call it off there.`,
  }),
  de: (name, day) => ({
    subject: `Das Ende des Vertrags am ${day} ist beantragt`,
    text: `Es wurde verlangt, dass der Vertrag von ${name} mit Parley am ${day} endet. Zuvor muss eine zweite Person zustimmen, unter Einstellungen, Verlassen; ohne das endet nichts, und nichts wird gelöscht.\n\nWer es verlangt hat und was zuvor zurückginge, steht dort. Wollen Sie es nicht, sagen Sie es dort ab.`,
  }),
  fr: (name, day) => ({
    subject: `La fin du contrat est demandée pour le ${day}`,
    text: `Il a été demandé que le contrat de ${name} avec Parley prenne fin le ${day}. Une deuxième personne doit d’abord l’approuver, sous Paramètres, Départ ; sans cela rien ne prend fin et rien n’est supprimé.\n\nQui l’a demandé, et ce qui serait rendu auparavant, s’y trouve. Si vous ne le souhaitez pas, annulez-le à cet endroit.`,
  }),
  es: (name, day) => ({
    subject: `Se pide que el contrato termine el ${day}`,
    text: `Se ha pedido que el contrato de ${name} con Parley termine el ${day}. Antes tiene que aprobarlo otra persona, en Ajustes, Salida; sin eso nada termina y nada se borra.\n\nQuién lo pidió y qué se devolvería antes está allí. Si no lo desea, anúlelo allí.`,
  }),
};
