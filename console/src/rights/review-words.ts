// The words of decisions by machine and of whoever looks at them again (Art. 22).
import { words } from '#lib/language.ts';

export const reviewWords = words(
  {
    tab: 'By machine',
    about:
      'What the house decides about people by itself, as each part declares it. What somebody wants a person to look at stands among the open requests.',
    significant: 'significant effect',
    notSignificant: 'no legal or similar effect',
    inputs: 'Looks at',
    version: 'Version of the logic',
    title: 'The decision',
    general: 'No single decision is named: the person asks in general, in their own words.',
    outcome: 'Outcome',
    decidedAt: 'Decided',
    decide: 'Decide anew…',
    decideAbout: 'Look at it yourself, with what the person says, and weigh it without the machine (Art. 22(3)). They read your reason.',
    upheld: 'It stands',
    changed: 'Another outcome takes its place',
    to: 'Code of the new outcome',
    answer: 'Your decision',
    reason: 'Reason, in words for the person',
    cancel: 'Cancel',
    done: 'Decided; the person is told',
    'decision-upheld': 'Decided by a person: it stands',
    'decision-changed': 'Decided by a person: changed',
  },
  {
    tab: 'Durch Maschinen',
    about:
      'Was das Haus von selbst über Menschen entscheidet, wie es jeder Teil angibt. Was jemand von einem Menschen geprüft haben will, steht bei den offenen Anfragen.',
    significant: 'erhebliche Wirkung',
    notSignificant: 'keine rechtliche oder ähnliche Wirkung',
    inputs: 'Betrachtet',
    version: 'Fassung der Logik',
    title: 'Die Entscheidung',
    general: 'Keine einzelne Entscheidung ist genannt: Die Person fragt allgemein, in eigenen Worten.',
    outcome: 'Ergebnis',
    decidedAt: 'Entschieden',
    decide: 'Neu entscheiden…',
    decideAbout:
      'Sieh es selbst an, mit dem, was die Person sagt, und wäge ohne die Maschine ab (Art. 22 Abs. 3). Sie liest deine Begründung.',
    upheld: 'Es bleibt dabei',
    changed: 'Ein anderes Ergebnis tritt an die Stelle',
    to: 'Kennung des neuen Ergebnisses',
    answer: 'Deine Entscheidung',
    reason: 'Begründung, in Worten für die Person',
    cancel: 'Abbrechen',
    done: 'Entschieden; die Person erfährt es',
    'decision-upheld': 'Von einem Menschen entschieden: Es bleibt dabei',
    'decision-changed': 'Von einem Menschen entschieden: geändert',
  },
);
