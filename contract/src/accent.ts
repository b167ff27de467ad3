// How a company's accent colour stays readable for its customers, whatever it is: contrast as WCAG 2.2 defines it (1.4.3 text, 1.4.11 shapes).
// Widget and privacy centre share it, so that one company looks the same in both.

/** `fill` for buttons with `text` upon it (at least 4.5:1), `ink` for accented words upon the page (at least 4.5:1). Colours are `#rrggbb`. */
export type Tint = { readonly fill: string; readonly text: string; readonly ink: string };

type Rgb = readonly [number, number, number];
const fallback = '#2f6f5e';
const black = '#111513';
const white = '#ffffff';

/** The accent made to work upon a page; `page` is the surface with the least contrast that it appears on. Anything that is no `#rgb` or `#rrggbb` becomes the house colour. */
export function tint(accent: string, page: string): Tint {
  const colour = isColour(accent) ? full(accent) : fallback;
  const fill = reach(colour, page, 3);
  return {
    fill,
    text: contrast(fill, white) >= 4.5 ? white : contrast(fill, black) >= 4.5 ? black : best(fill),
    ink: reach(colour, page, 4.5),
  };
}

/** Contrast ratio of two colours, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [bright = 1, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dark + 0.05);
}

export function isColour(value: string): boolean {
  return /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(value);
}

/** Moves a colour towards black or white, away from the page, until the contrast is reached. */
function reach(colour: string, page: string, ratio: number): string {
  const goal: Rgb = luminance(page) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  for (let part = 0; part < 1; part += 0.04) {
    const mixed = mix(colour, goal, part);
    if (contrast(mixed, page) >= ratio) return mixed;
  }
  return mix(colour, goal, 1);
}

function best(fill: string): string {
  return contrast(fill, '#000000') > contrast(fill, white) ? '#000000' : white;
}

function luminance(colour: string): number {
  const [r, g, b] = rgb(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function mix(colour: string, goal: Rgb, part: number): string {
  return `#${rgb(colour)
    .map((value, i) => Math.round(value + ((goal[i] ?? 0) - value) * part))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`;
}

function rgb(colour: string): Rgb {
  const value = Number.parseInt(full(colour).slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function full(colour: string): string {
  return (colour.length === 4 ? colour.replace(/[0-9a-f]/gi, '$&$&') : colour).toLowerCase();
}
