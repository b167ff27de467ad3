// The styles a mail may bring: colours, type, boxes, tables. Nothing that loads (`url`), moves over other content (`position`), runs or escapes.

const plain = /^(?!.*(?:expression|javascript|url|image|attr|var)\s*\()[^\\(){}<>@;"'`]{1,120}$/i;
const colour = /^(?:#[0-9a-f]{3,8}|[a-z]{3,30}|(?:rgb|hsl)a?\([\d\s.,%/]{1,40}\))$/i;
const font = /^[\p{L}\p{N}\s,"'.-]{1,200}$/u;
const border = /^(?:[a-z0-9.#\s-]|(?:rgb|hsl)a?\([\d\s.,%/]{1,40}\)){1,80}$/i;
const shown = /^(?:block|inline|inline-block|none|list-item|table(?:-[a-z-]{1,20})?)$/i;

const sides = ['', '-top', '-right', '-bottom', '-left'];
const property = (names: readonly string[], rule: RegExp) => names.map((name) => [name, [rule]] as const);

/** Allowed properties with the form their value must have, as sanitize-html takes them. */
export const styles: Record<string, RegExp[]> = Object.fromEntries(
  [
    ...property(['color', 'background-color', 'background', ...sides.map((side) => `border${side}-color`)], colour),
    ...property(['font-family'], font),
    ...property(
      sides.map((side) => `border${side}`),
      border,
    ),
    ...property(['display'], shown),
    ...property(
      [
        'font-size',
        'font-style',
        'font-weight',
        'line-height',
        'letter-spacing',
        'text-align',
        'text-decoration',
        'text-indent',
        'text-transform',
        'vertical-align',
        'white-space',
        'word-break',
        'overflow-wrap',
        'direction',
        'list-style-type',
        'border-collapse',
        'border-spacing',
        'border-radius',
        'table-layout',
        'width',
        'max-width',
        'min-width',
        'height',
        'max-height',
        'min-height',
        ...sides.flatMap((side) => [`margin${side}`, `padding${side}`, `border${side}-style`, `border${side}-width`]),
      ],
      plain,
    ),
  ].map(([name, rules]) => [name, [...rules]]),
);
