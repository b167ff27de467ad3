// What whoever runs the house has of a person, in the languages in which people are answered (Art. 15(1)(c)).
import type { Keeper } from '#kit/keeper';
import type { Language } from '#purposes';

export const keeperWords: Readonly<Record<Language, Readonly<Record<Keeper['what'], string>>>> = {
  en: {
    hosting: 'All of it lies on their machines; names, addresses and words are sealed there',
    operator: 'Runs for us the machines on which all of it lies; names, addresses and words are sealed there',
    database: 'All of it but files lies in their database; names, addresses and words are sealed there',
  },
  de: {
    hosting: 'Alles liegt auf deren Rechnern; Namen, Adressen und Worte liegen dort verschlüsselt',
    operator: 'Betreibt für uns die Rechner, auf denen alles liegt; Namen, Adressen und Worte liegen dort verschlüsselt',
    database: 'Alles außer Dateien liegt in deren Datenbank; Namen, Adressen und Worte liegen dort verschlüsselt',
  },
  fr: {
    hosting: 'Tout se trouve sur ses machines ; noms, adresses et mots y sont chiffrés',
    operator: 'Exploite pour nous les machines où tout se trouve ; noms, adresses et mots y sont chiffrés',
    database: 'Tout sauf les fichiers se trouve dans sa base de données ; noms, adresses et mots y sont chiffrés',
  },
  es: {
    hosting: 'Todo está en sus máquinas; nombres, direcciones y palabras están cifrados allí',
    operator: 'Gestiona para nosotros las máquinas en las que está todo; nombres, direcciones y palabras están cifrados allí',
    database: 'Todo salvo los archivos está en su base de datos; nombres, direcciones y palabras están cifrados allí',
  },
};
