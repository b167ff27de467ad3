// Who is the same person: joined only by proof, and taken apart again.
import { aboutPeople, type Decider } from '#kit/decider';

export const peopleDeciders: readonly Decider[] = [
  {
    code: 'joining',
    version: 2,
    title: {
      en: 'Whether two records are one person',
      de: 'Ob zwei Einträge dieselbe Person sind',
      fr: 'Si deux fiches concernent la même personne',
      es: 'Si dos fichas son la misma persona',
    },
    logic: {
      en: 'When you prove an address that we know already, by a code that was sent there, what belongs to both is joined. So it is when your provider, such as WhatsApp, tells us that it knows your account by another address now, unless a phone number may have had another holder. A likeness of names joins nothing. It can be taken apart again, and you can say “this is not me”.',
      de: 'Wenn Sie mit einem dorthin gesandten Code eine Adresse beweisen, die wir schon kennen, wird beides verbunden. Ebenso, wenn Ihr Anbieter, etwa WhatsApp, uns mitteilt, dass er Ihr Konto nun unter einer anderen Adresse führt, außer wenn eine Telefonnummer jemand anderem gehört haben kann. Ähnliche Namen verbinden nichts. Es lässt sich wieder trennen, und Sie können sagen: „Das bin ich nicht.“',
      fr: 'Quand vous prouvez, par un code qui y a été envoyé, une adresse que nous connaissons déjà, les deux sont réunies. De même quand votre fournisseur, par exemple WhatsApp, nous indique qu’il connaît désormais votre compte sous une autre adresse, sauf si un numéro de téléphone a pu appartenir à quelqu’un d’autre. Une ressemblance de noms ne réunit rien. Cela peut être défait, et vous pouvez dire « ce n’est pas moi ».',
      es: 'Cuando usted demuestra, con un código enviado allí, una dirección que ya conocemos, ambas fichas se unen. También cuando su proveedor, por ejemplo WhatsApp, nos indica que conoce su cuenta por otra dirección, salvo si un número de teléfono pudo ser de otra persona. Un parecido de nombres no une nada. Puede deshacerse, y usted puede decir «no soy yo».',
    },
    inputs: ['EmailAddress', 'TelephoneNumber', 'AccountIdentifier'],
    significance: { is: 'none' },
    reviewedBy: 'people.change',
    logged: 'entries',
    kinds: ['people.merged', 'identity.lost'],
    extent: 'by a proved address, or two addresses that their provider names for one account',
    of: aboutPeople,
  },
];
