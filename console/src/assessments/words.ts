// The words of the pages of assessments; what is asked has its words in the contract, shared with the document.
import { type AssessingWords, assessingWords } from '@parley/contract/assessing-words';
import { useLanguage, words } from '#lib/language.ts';
import { stepWords } from './step-words.ts';

/** What is asked, in the language of the page. */
export const useAsked = (): AssessingWords => assessingWords[useLanguage()];

export const ownWords = words(
  {
    ...stepWords.en,
    title: 'Assessments',
    about:
      'What processing may do to people, judged before it begins (Art. 35), and whether a legitimate interest outweighs theirs (Art. 6(1)(f)).',
    begin: 'Begin an assessment',
    dpia: 'Impact assessment',
    lia: 'Test of an interest',
    dpiaAbout: 'Risks of one or more purposes to people, with measures and advice (Art. 35).',
    liaAbout: 'Purpose, necessity and balancing of one purpose on a legitimate interest.',
    kind: 'What it shall be',
    name: 'What is assessed',
    purposes: 'Purposes',
    noInterest: 'No purpose rests on a legitimate interest.',
    cancel: 'Cancel',
    none: 'No assessment yet',
    noneMore: 'Begin with a screening: it says whether an impact assessment is needed.',
    untested: (count: number) =>
      count === 1
        ? 'One purpose on a legitimate interest has no approved test'
        : `${count} purposes on a legitimate interest have no approved test`,
    test: 'Test it',
    draft: 'Draft',
    approved: 'Approved',
    reopened: 'To be looked at again',
    risk: (level: string) => `Remaining risk: ${level}`,
    review: 'Review by',
    back: 'All assessments',
    loading: 'Version',
    version: (version: number) => `Version ${version}`,
    frozen: 'Approved by',
    formerly: 'a former colleague',
    on: 'on',
    older: 'You look at an older version. It says what held then.',
    toNewest: 'To the newest',
    changed: 'What it rests on has changed since it was approved',
    changedMore: 'Look at what that means for people, write it down where needed, and approve it anew.',
    reviewDue: 'The day of its review has come',
    before: 'Before',
    now: 'Now',
    field: 'What',
    nothing: 'nothing',
    notSaid: 'not said yet',
    steps: 'Steps',
  },
  {
    ...stepWords.de,
    title: 'Abschätzungen',
    about:
      'Was Verarbeitung Menschen antun kann, beurteilt, bevor sie beginnt (Art. 35), und ob ein berechtigtes Interesse ihre überwiegt (Art. 6 Abs. 1 lit. f).',
    begin: 'Abschätzung beginnen',
    dpia: 'Folgenabschätzung',
    lia: 'Interessenabwägung',
    dpiaAbout: 'Risiken eines oder mehrerer Zwecke für Menschen, mit Maßnahmen und Rat (Art. 35).',
    liaAbout: 'Zweck, Notwendigkeit und Abwägung zu einem Zweck auf berechtigtem Interesse.',
    kind: 'Was es werden soll',
    name: 'Was abgeschätzt wird',
    purposes: 'Zwecke',
    noInterest: 'Kein Zweck ruht auf einem berechtigten Interesse.',
    cancel: 'Abbrechen',
    none: 'Noch keine Abschätzung',
    noneMore: 'Beginnt mit einer Vorprüfung: Sie sagt, ob eine Folgenabschätzung nötig ist.',
    untested: (count: number) =>
      count === 1
        ? 'Ein Zweck auf berechtigtem Interesse hat keine genehmigte Abwägung'
        : `${count} Zwecke auf berechtigtem Interesse haben keine genehmigte Abwägung`,
    test: 'Abwägen',
    draft: 'Entwurf',
    approved: 'Genehmigt',
    reopened: 'Wieder anzusehen',
    risk: (level: string) => `Verbleibendes Risiko: ${level}`,
    review: 'Überprüfen bis',
    back: 'Alle Abschätzungen',
    loading: 'Fassung',
    version: (version: number) => `Fassung ${version}`,
    frozen: 'Genehmigt von',
    formerly: 'jemand, der nicht mehr im Team ist',
    on: 'am',
    older: 'Das ist eine ältere Fassung. Sie sagt, was damals galt.',
    toNewest: 'Zur neuesten',
    changed: 'Worauf sie ruht, hat sich seit der Genehmigung geändert',
    changedMore: 'Seht an, was das für Menschen heißt, schreibt es auf, wo nötig, und genehmigt sie neu.',
    reviewDue: 'Der Tag ihrer Überprüfung ist da',
    before: 'Vorher',
    now: 'Jetzt',
    field: 'Was',
    nothing: 'nichts',
    notSaid: 'noch nicht gesagt',
    steps: 'Schritte',
  },
);
