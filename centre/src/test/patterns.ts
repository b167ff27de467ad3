// What a page may not do with a choice (EDPB 03/2022, deceptive design patterns): each finding names the pattern of the guidelines that it would be. Works on
// the HTML as sent, because that is what people get.

/** Words that hurry, threaten, flatter or shame, in every language of the pages. */
const nagging =
  /\b(only \d+|last chance|hurry|limited time|don.t miss|act now|no,? thanks,? i|countdown|nur noch \d+|letzte chance|beeilen|jetzt oder nie|nicht verpassen|plus que \d+|dernière chance|dépêchez|ne manquez pas|solo quedan|última oportunidad|dese prisa|no se pierda)\b/iu;

/** Every pattern on a page; empty for one that is fair. */
export function patternsIn(page: string): string[] {
  const text = page.replace(/<style>.*?<\/style>/gs, '');
  return [
    ...groupsOf(text).flatMap(unequal),
    ...styledApart(page),
    ...eithersOf(text).flatMap(unequalAnswers),
    ...[...text.matchAll(/<input\b[^>]*\bchecked\b[^>]*>/g)].map(() => 'preselected (skipping: deceptive snugness)'),
    ...formsWithAChoice(text).flatMap(selectedIn),
    ...(nagging.test(wordsOf(text)) ? ['hurried or shamed (stirring: emotional steering)'] : []),
    ...(/http-equiv="?refresh|<meter|<progress|role="timer"/i.test(text) ? ['counted down (stirring: emotional steering)'] : []),
    ...(/<dialog\b|aria-modal|<details\b[^>]*>(?:(?!<\/details>).)*name="(?:given|answer:)/s.test(text)
      ? ['asked in the way (overloading: continuous prompting)']
      : []),
  ];
}

/** The same for a page of a kiosk, whose frame forgets whoever walks away: that it asks whether somebody is still there, and clears itself, presses nobody to a choice. Only the frame's own is passed over, and only while nothing in it answers. */
export function patternsAtKiosk(page: string): string[] {
  const frames = [/<noscript><meta http-equiv="refresh"[^>]*><\/noscript>/, /<dialog id="still"[^>]*>(?:(?!<\/dialog>).)*<\/dialog>/s];
  const own = frames.map((frame) => frame.exec(page)?.[0] ?? '');
  const bare = own.reduce((text, each) => (/name="|checked/.test(each.replace(/<meta[^>]*>/, '')) ? text : text.replace(each, '')), page);
  return patternsIn(bare);
}

/** What the chat may not do with two answers: each `pair(…)` of its source is two buttons of the same kind without traits of their own, and no rule of its style sheet is for one of them alone. */
export function patternsInChat(source: string): string[] {
  const unlike = pairsOf(source).filter((answers) => answers.length !== 2 || !answers.every(isPlainAnswer));
  const styled = source.match(/\.(?:choice|pair)\b[^,{}]*(?::first|:last|:nth|:only|>|\[)[^{}]*\{/g) ?? [];
  return [...unlike, ...styled].map(() => 'unequal in weight (stirring: hidden in plain sight)');
}

const isPlainAnswer = (answer: string): boolean =>
  /^button\([\w.]+, [\w.]+\)$/.test(answer) || /^h\('button', \{ class: 'choice' \}, [\w.]+\)$/.test(answer);

/** The arguments of each call of `pair` in a source. */
function pairsOf(source: string): string[][] {
  return [...source.matchAll(/(?<!function )\bpair\(/g)].map(({ index, 0: { length } }) => {
    const answers = [''];
    let depth = 1;
    for (const sign of source.slice(index + length)) {
      depth += '([{'.includes(sign) ? 1 : ')]}'.includes(sign) ? -1 : 0;
      if (depth === 0) break;
      if (sign === ',' && depth === 1) answers.push('');
      else answers.push(`${answers.pop() ?? ''}${sign}`);
    }
    return answers.map((answer) => answer.trim()).filter(Boolean);
  });
}

/** The words of a text that is no page, such as a list of words. */
export const isNagging = (text: string): boolean => nagging.test(text);

/** Groups of buttons in which somebody answers, as the inner HTML of each. */
function groupsOf(text: string): string[] {
  return [...text.matchAll(/<div class="switch[^"]*" role="group"[^>]*>(.*?)<\/div>/gs)].map(([, inner = '']) => inner);
}

/** Yes and no: both there, yes directly before no, the same element with the same traits; whatever differs is the answer alone. */
function unequal(group: string): string[] {
  const buttons = [...group.matchAll(/<button\b([^>]*)>/g)].map(([, traits = '']) => traits);
  const look = (traits: string) =>
    traits.replace(/ (name="given"|value="(yes|no)"|aria-pressed="(true|false)"|formnovalidate)/g, '').trim();
  if (buttons.length !== 2) return ['without two answers (obstructing: dead end)'];
  if (!/value="no"/.test(buttons[1] ?? '')) return ['without a no beside it (obstructing: longer than necessary)'];
  const [yes = '', no = ''] = buttons.map(look);
  return yes === no ? [] : ['unequal in weight (stirring: hidden in plain sight)'];
}

/** What tells one of two answers from the other, which are the same element with the same traits: its place, its value, what it is not, what is in it. That one stands, is pointed at or has the focus is the visitor's own doing. */
const tellsApart = /[+~]|:(?:first|last|nth|only|not|has)\b|\[(?!aria-pressed=true\]|aria-current|hidden\]|open\])/;
/** Parts of a selector that pick among other things: rows of a list, boxes that both answers are in, what follows a paragraph. */
const elsewhere = /\.asks>\S*|\b(?:li|div)\b[^\s>+~]*(?:\+li\b[^\s>+~]*)?|\bp\+/g;
const lineBetween = /^border-(?:left|top):\.\d+rem solid var\(--edge\);?$/;

/** Looks in a page's own style that are for one of two answers alone; the line between them is neither's. */
function styledApart(page: string): string[] {
  const sheets = [...page.matchAll(/<style\b[^>]*>(.*?)<\/style>/gs)].map(([, sheet = '']) => sheet.replace(/\/\*.*?\*\//gs, ''));
  const rules = sheets.flatMap((sheet) => [...sheet.matchAll(/([^{}]+)\{([^{}]*)\}/g)]);
  const unfair = rules.filter(
    ([, whose = '', look = '']) => tellsApart.test(whose.replace(elsewhere, '')) && !lineBetween.test(look.trim()),
  );
  return unfair.map(() => 'unequal in weight (stirring: hidden in plain sight)');
}

/** Groups of radio buttons in which somebody answers, as the inner HTML of each. */
const eithersOf = (text: string): string[] =>
  [...text.matchAll(/<div class="either[^"]*"[^>]*>(.*?)<\/div>/gs)].map(([, inner = '']) => inner);

/** The same of two answers that are marked first and sent together. */
function unequalAnswers(group: string): string[] {
  const answers = [...group.matchAll(/(<label\b[^>]*>)\s*(<input\b[^>]*>)/g)].map(([, label = '', input = '']) => label + input);
  if (answers.length !== 2) return ['without two answers (obstructing: dead end)'];
  if (!/value="no"/.test(answers[1] ?? '')) return ['without a no beside it (obstructing: longer than necessary)'];
  const [yes, no] = answers.map((answer) => answer.replace(/ value="(yes|no)"/, ''));
  return yes === no ? [] : ['unequal in weight (stirring: hidden in plain sight)'];
}

const formsWithAChoice = (text: string): string[] =>
  [...text.matchAll(/<form\b[^>]*>.*?<\/form>/gs)].map(String).filter((form) => form.includes('name="given"'));
const selectedIn = (form: string): string[] =>
  [...form.matchAll(/<option\b[^>]*value="[^"]+"[^>]*\bselected\b/g)].map(() => 'preselected (skipping: deceptive snugness)');
const wordsOf = (text: string): string => text.replace(/<[^>]+>/g, ' ');
