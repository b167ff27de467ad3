// What the person wrote this time, without the history below it. Its parser uses expressions that take minutes on hostile text, so it gets a bounded copy:
// long lines as place-holders, and nothing at all where many lines could begin a quote header that spans lines.
import EmailReplyParser from 'email-reply-parser';
import { tidyText } from './text.ts';

const limits = { text: 20_000, line: 200, starts: 8, words: 40, quote: 12 };
const starts = /^\s*(?:Op|W dniu|Dnia|在|[a-z]{3,4}\.)(?=\s|$|\P{ASCII})/gmu;
const words = /schreef|skrev|pisze|napisał|写道/g;

/** The text to show; the same text when nothing is to be hidden. Quotes between answers stay, shortened. Takes well under a second. */
export function visibleText(given: string): string {
  const text = tidyText(given, 200_000); // runs of blank lines cost the parser their square
  const head = text.slice(0, limits.text);
  if (count(head, starts) > limits.starts || count(head, words) > limits.words) return text;
  const long: string[] = [];
  const bounded = head
    .replace(/^_{20,}\n(?=(?:From|Von|De|Da|Van):)/gm, '\n-----Original Message-----\n')
    .split('\n')
    .map((line) => (line.length > limits.line || line.includes('\ue000') ? `\ue000${long.push(line) - 1}\ue000` : line));
  const fragments = new EmailReplyParser().read(bounded.join('\n')).getFragments();
  const last = fragments.findLastIndex((fragment) => !fragment.isHidden());
  const history = fragments.findIndex((fragment, index) => index > last && fragment.isQuoted());
  if (last < 0) return text;
  const shown = (history < 0 ? fragments : fragments.slice(0, history)).map((fragment) =>
    fragment.isQuoted() ? shorten(fragment.getContent()) : fragment.getContent(),
  );
  const restored = shown.join('\n').replace(/\ue000(\d+)\ue000/g, (_, index) => long[Number(index)] ?? '');
  return (history < 0 ? restored + text.slice(limits.text) : restored.replace(/\s*^[_-]{5,}\s*$/gm, '')).trim() || text;
}

function shorten(quote: string): string {
  const lines = quote.split('\n');
  return lines.length > limits.quote ? [...lines.slice(0, 3), '> […]', ...lines.slice(-3)].join('\n') : quote;
}

const count = (text: string, what: RegExp): number => [...text.matchAll(what)].length;
