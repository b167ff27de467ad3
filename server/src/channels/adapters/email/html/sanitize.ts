// The HTML of a mail made harmless: an allow-list of elements, attributes and styles; no script, form, frame, style sheet or foreign content at all.
// Remote images stay away unless asked for (opening a mail must not tell its sender); pictures that came along are shown from the mail itself.
import sanitizeHtml from 'sanitize-html';
import { isDeeperThan } from './depth.ts';
import { styles } from './style.ts';

export type Picture = { readonly type: string; readonly bytes: Buffer };
export type Cleaned = {
  readonly html: string;
  /** Remote images that were, or would be, loaded. */
  readonly remoteImages: number;
  /** Pictures that stood in the markup itself, as the data URLs under which they stand in `html`. */
  readonly written: ReadonlySet<string>;
};

const maxLength = 12_000_000; // characters, pictures included
const maxMarkup = 1_000_000; // characters without pictures
const maxInlined = 8_000_000; // characters of own pictures: one picture named a thousand times must not fill the memory
const maxDepth = 5_000; // open elements a sloppy but honest mail may reach
const shownDepth = 150; // what deeper elements hold is kept, the elements are not
const picture = /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/]+=*$/i;
const pictureTypes = new Set(['image/png', 'image/jpeg', 'image/jpg', 'image/gif', 'image/webp']);

const size = ['width', 'height'];
const cell = ['align', 'valign', 'bgcolor', 'colspan', 'rowspan', 'nowrap', ...size];
const elements =
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp section small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var wbr';

/** Gives markup that is safe to show in a frame of its own; `inline` holds the mail's own pictures by Content-ID. May be cleaned again. Never throws. */
export function sanitizeMail(
  html: string,
  options: { readonly images: boolean; readonly inline?: ReadonlyMap<string, Picture> | undefined },
): Cleaned {
  const source = html.slice(0, maxLength);
  if (withoutPictures(source).length > maxMarkup || isDeeperThan(source, maxDepth))
    return { html: asText(source.slice(0, maxMarkup)), remoteImages: 0, written: new Set() };
  let remoteImages = 0;
  let inlined = 0;
  const written = new Set<string>();
  const image = (attributes: sanitizeHtml.Attributes): sanitizeHtml.Attributes => {
    const { src: _, ...rest } = attributes;
    const wanted = attributes['src']?.trim() ?? '';
    const own =
      inlined > maxInlined
        ? undefined
        : /^cid:/i.test(wanted)
          ? pictureOf(options.inline, wanted.slice(4))
          : picture.test(wanted)
            ? wanted
            : undefined;
    if (own !== undefined) {
      inlined += own.length;
      if (inlined > maxInlined) return rest;
      if (own === wanted) written.add(own);
      return { ...rest, src: own };
    }
    const remote = linkOf(wanted, ['https:', 'http:']);
    if (remote === undefined || isBeacon(attributes)) return rest;
    remoteImages += 1;
    return options.images ? { ...rest, src: remote.replace(/^http:/, 'https:') } : rest;
  };
  const cleaned = sanitizeHtml(source, {
    allowedTags: elements.split(' '),
    allowedAttributes: {
      '*': ['style', 'dir', 'lang', 'title', 'align'],
      a: ['href', 'target', 'rel'],
      img: ['src', 'alt', 'border', ...size],
      table: ['border', 'cellpadding', 'cellspacing', ...cell],
      td: cell,
      th: cell,
      tr: cell,
      col: ['span', ...cell],
      font: ['color', 'face', 'size'],
      ol: ['start', 'type'],
      ul: ['type'],
      details: ['open'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['https', 'data'] },
    allowedSchemesAppliedToAttributes: ['href', 'src'],
    allowProtocolRelative: false,
    allowedStyles: { '*': styles },
    nestingLimit: shownDepth,
    nonTextTags: [
      'script',
      'style',
      'textarea',
      'option',
      'xmp',
      'noscript',
      'title',
      'template',
      'svg',
      'math',
      'iframe',
      'noembed',
      'noframes',
      'object',
      'applet',
      'plaintext',
    ],
    transformTags: {
      a: (_, attributes) => ({ tagName: 'a', attribs: anchor(attributes) }),
      img: (_, attributes) => ({ tagName: 'img', attribs: image(attributes) }),
    },
    textFilter: (text) => text.replace(/[\u202d\u202e\0]/g, ''), // overrides of the writing direction make a text read as another
  });
  return { html: cleaned, remoteImages, written };
}

/** Text as markup that shows it as it was typed. */
export const asText = (text: string): string => `<pre style="white-space:pre-wrap;font-family:inherit">${escapeHtml(text)}</pre>`;

export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');

function anchor(attributes: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const { href: _, target: __, rel: ___, ...rest } = attributes;
  const href = linkOf(attributes['href']?.trim() ?? '', ['https:', 'http:', 'mailto:', 'tel:']);
  return href === undefined ? rest : { ...rest, href, target: '_blank', rel: 'noopener noreferrer nofollow' };
}

/** An absolute link as a browser would read it: host in ASCII, so that look-alike letters show; no user name before the host. */
function linkOf(text: string, protocols: readonly string[]): string | undefined {
  if (text.length > 4_000 || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!protocols.includes(url.protocol)) return undefined;
  url.username = '';
  url.password = '';
  return url.href;
}

function pictureOf(inline: ReadonlyMap<string, Picture> | undefined, id: string): string | undefined {
  const found = inline?.get(id);
  if (!found || !pictureTypes.has(found.type)) return undefined;
  return `data:${found.type.replace('jpg', 'jpeg')};base64,${found.bytes.toString('base64')}`;
}

const isBeacon = (attributes: sanitizeHtml.Attributes): boolean =>
  size.some((side) => /^[01](?:px)?$/.test(attributes[side]?.trim() ?? ''));
const withoutPictures = (html: string): string => html.replace(/data:image\/[a-z]{3,4};base64,[a-z0-9+/=]{1,}/gi, '');
