import type { AccessibilityWords } from '../en/accessibility.ts';

export const accessibility: AccessibilityWords = {
  statement: {
    title: 'Barrierefreiheit',
    intro:
      'Diese Seiten sind für alle da. Diese Erklärung sagt, was wir dafür getan haben, woher wir es wissen und was noch nicht vollkommen ist.',
    standard: 'Der Maßstab',
    standardText:
      'Diese Datenschutzseiten sind so gemacht, dass sie die Richtlinien für barrierefreie Webinhalte (WCAG) 2.2, Stufe AA, erfüllen; das schließt ein, was EN 301 549 von Webseiten verlangt.',
    means: [
      'Sie funktionieren ohne JavaScript und allein mit der Tastatur, und alles auf ihnen hat einen Namen, den ein Bildschirmleser vorlesen kann.',
      'Sie lassen sich auf 200 % vergrößern, ohne dass man seitwärts blättern muss, und passen auf kleine Telefone.',
      'Farben haben genug Kontrast, hell wie dunkel, welche Farbe das Unternehmen auch hat.',
      'Jeder Knopf ist groß genug für einen Finger, und nichts bewegt sich oder läuft ab, während Sie lesen. Nur der Besuch endet nach einer Stunde.',
      'Die Wörter sind einfach und stehen auf Englisch, Deutsch, Französisch und Spanisch da.',
    ],
    tested: 'Wie geprüft wurde',
    testedText:
      'Vom Hersteller selbst, nicht von einer äußeren Stelle. Bei jeder Änderung wird jede Seite in einem echten Browser mit dem Werkzeug axe geprüft, hell, dunkel und auf einem Telefon; ganze Besuche werden ohne JavaScript gemacht; Vergrößerung und Größe der Knöpfe werden gemessen.',
    gaps: 'Was nicht vollkommen ist',
    gapList: [
      'Menschen, die täglich einen Bildschirmleser benutzen, haben diese Seiten noch nicht geprüft.',
      'Es gibt keine Fassung in Gebärdensprache oder in Leichter Sprache.',
      'Texte, die das Unternehmen selbst geschrieben hat, etwa Teile der Hinweise, und Dateien in Ihrem Archiv sind vielleicht weniger zugänglich.',
      'Uhrzeiten stehen in UTC, weil diese Seiten nicht fragen, wo Sie sind.',
    ],
    write: 'An wen Sie schreiben können',
    writeText:
      'Stand Ihnen etwas im Weg? Bitte sagen Sie es uns und auf welcher Seite. Wir antworten und geben Ihnen inzwischen auf anderem Weg, was Sie brauchen.',
    writeNobody: 'Stand Ihnen etwas im Weg? Bitte sagen Sie es dem Unternehmen, dessen Nachricht Sie hierher geführt hat.',
    subject: 'Barrierefreiheit der Datenschutzseiten',
    body: 'Wenn unsere Antwort nicht hilft, nimmt die Stelle, die in Ihrem Land über die Barrierefreiheit wacht, Beschwerden an.',
    date: 'Erstellt am {date}.',
  },
};
