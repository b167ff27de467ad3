// The picture as a file of its own: colours and letters that the page lends it are written into it, as any program understands them.
import { saveFile } from '#lib/download.ts';

const colours = ['fill', 'stroke'] as const;
const letters = ['font-family', 'font-size', 'font-weight'] as const;

export function saveSvg(svg: SVGSVGElement, title: string, name: string): void {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [
    [svg, ...svg.querySelectorAll('*')],
    [copy, ...copy.querySelectorAll('*')],
  ];
  const plain = plainColours();
  from.forEach((element, at) => {
    const style = getComputedStyle(element);
    const target = to[at];
    if (!target) return;
    for (const part of colours) target.setAttribute(part, plain(style.getPropertyValue(part)));
    if (element.tagName === 'text') for (const part of letters) target.setAttribute(part, style.getPropertyValue(part));
    for (const attribute of ['class', 'tabindex', 'role', 'aria-pressed', 'data-node']) target.removeAttribute(attribute);
  });
  const [x = 0, y = 0, width = 0, height = 0] = (copy.getAttribute('viewBox') ?? '').split(' ').map(Number);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [key, value] of Object.entries({
    x,
    y,
    width,
    height,
    fill: plain(getComputedStyle(svg.parentElement ?? svg).backgroundColor),
  }))
    ground.setAttribute(key, String(value));
  const heading = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  heading.textContent = title;
  copy.prepend(heading, ground);
  saveFile(new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' }), name);
}

/** Any colour of the page as rgb(): what paints it says how it came out. */
function plainColours(): (colour: string) => string {
  const brush = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  return (colour) => {
    if (!brush || colour === '' || colour === 'none') return colour || 'none';
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = brush.getImageData(0, 0, 1, 1).data;
    return `rgb(${red} ${green} ${blue})`;
  };
}
