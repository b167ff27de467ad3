import type { AccessibilityWords } from '../en/accessibility.ts';

export const accessibility: AccessibilityWords = {
  statement: {
    title: 'Accessibilité',
    intro:
      'Ces pages sont pour tout le monde. Cette déclaration dit ce que nous avons fait pour cela, comment nous le savons et ce qui n’est pas encore parfait.',
    standard: 'La norme que nous suivons',
    standardText:
      'Ces pages de confidentialité sont faites pour satisfaire aux règles pour l’accessibilité des contenus web (WCAG) 2.2, niveau AA, ce qui couvre aussi ce que la norme EN 301 549 demande aux pages web.',
    means: [
      'Elles fonctionnent sans JavaScript et au clavier seul, et tout y porte un nom qu’un lecteur d’écran peut dire.',
      'On peut les agrandir à 200 % sans défiler de côté, et elles tiennent sur un petit téléphone.',
      'Les couleurs ont assez de contraste, en clair comme en sombre, quelle que soit la couleur de l’entreprise.',
      'Chaque bouton est assez grand pour un doigt, et rien ne bouge ni n’expire pendant que vous lisez. Seule la visite finit, après une heure.',
      'Les mots sont simples, en anglais, allemand, français et espagnol.',
    ],
    tested: 'Comment c’est vérifié',
    testedText:
      'Par le fabricant lui-même, pas par un organisme extérieur. À chaque changement, chaque page est vérifiée dans un vrai navigateur avec l’outil axe, en clair, en sombre et sur un téléphone ; des visites entières sont faites sans JavaScript ; l’agrandissement et la taille des boutons sont mesurés.',
    gaps: 'Ce qui n’est pas parfait',
    gapList: [
      'Des personnes qui utilisent chaque jour un lecteur d’écran n’ont pas encore essayé ces pages.',
      'Il n’y a pas de version en langue des signes ni en langage facile à lire.',
      'Les textes que l’entreprise a écrits elle-même, comme des parties de la notice, et les fichiers de votre archive sont peut-être moins accessibles.',
      'Les heures sont en UTC, car ces pages ne demandent pas où vous êtes.',
    ],
    write: 'À qui écrire',
    writeText:
      'Quelque chose vous a gêné ? Dites-le-nous, et sur quelle page. Nous répondons, et vous donnons entre-temps ce qu’il vous faut d’une autre manière.',
    writeNobody: 'Quelque chose vous a gêné ? Dites-le à l’entreprise dont le message vous a mené ici.',
    subject: 'Accessibilité des pages de confidentialité',
    body: 'Si notre réponse ne vous aide pas, l’organisme qui veille à l’accessibilité dans votre pays reçoit les plaintes.',
    date: 'Faite le {date}.',
  },
};
