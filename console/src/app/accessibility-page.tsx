// The accessibility statement of the console: what was aimed at, how it is checked, what is known to be weak, and whom to tell.
import { Link } from '@tanstack/react-router';
import { useWords } from '#lib/language.ts';
import { buttonClass } from '#ui/button.tsx';
import { Card, Page } from '#ui/page.tsx';
import { accessibilityWords } from './accessibility-words.ts';

export function AccessibilityPage() {
  const w = useWords(accessibilityWords);
  const parts = [
    { title: w.aim, lines: [w.aimText] },
    { title: w.checked, lines: [w.checkedAxe, w.checkedKeys, w.checkedZoom, w.checkedTargets, w.checkedShift] },
    { title: w.helps, lines: [w.helpsKeys, w.helpsSingle, w.helpsTheme, w.helpsMotion, w.helpsLive] },
    { title: w.weak, lines: [w.weakReaders, w.weakPeople, w.weakMail, w.weakFiles] },
    { title: w.tell, lines: [w.tellText] },
  ];
  const toParts = (
    <Link to="/parts" className={buttonClass()}>
      {w.parts}
    </Link>
  );
  return (
    <Page narrow title={w.title} about={w.about} actions={toParts}>
      <div className="grid gap-5">
        {parts.map((part) => (
          <Card key={part.title} title={part.title}>
            {part.lines.length === 1 ? (
              <p>{part.lines[0]}</p>
            ) : (
              <ul className="grid list-disc gap-1.5 pl-5">
                {part.lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
          </Card>
        ))}
      </div>
    </Page>
  );
}
