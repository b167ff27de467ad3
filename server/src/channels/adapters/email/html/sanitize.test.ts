import fc from 'fast-check';
import sanitizeHtml from 'sanitize-html';
import { describe, expect, test } from 'vitest';
import { costOf } from '../testing/bench.ts';
import { hostile } from './hostile.ts';
import { asText, sanitizeMail } from './sanitize.ts';

const clean = (html: string, images = false) => sanitizeMail(html, { images }).html;
const png = { type: 'image/png', bytes: Buffer.from('89504e470d0a1a0a', 'hex') };

/** Everything in the markup that could run, load or leave; empty when it is harmless. */
function dangers(html: string, images: boolean): string[] {
  const found: string[] = [];
  const look = (name: string, attributes: sanitizeHtml.Attributes): void => {
    if (
      /^(script|style|svg|math|iframe|object|embed|applet|form|input|button|textarea|select|link|meta|base|template|noscript|title|xmp|frame)/.test(
        name,
      )
    )
      found.push(name);
    for (const [attribute, value] of Object.entries(attributes)) {
      if (/^on|^(srcset|background|action|formaction|poster|xlink:href|ping|id|class|name)$/.test(attribute))
        found.push(`${name}.${attribute}`);
      if (attribute === 'href' && !/^(https?:|mailto:|tel:)/.test(value)) found.push(`href ${value}`);
      if (
        attribute === 'src' &&
        !(images ? /^(https:|data:image\/(png|jpeg|gif|webp);base64,)/ : /^data:image\/(png|jpeg|gif|webp);base64,/).test(value)
      )
        found.push(`src ${value}`);
      if (attribute === 'style' && /url\s*\(|expression|javascript|@import|\\|position|behavior/i.test(value)) found.push(`style ${value}`);
      if (name === 'a' && attribute === 'target' && attributes['rel']?.includes('noopener') !== true) found.push('rel');
    }
  };
  sanitizeHtml(html, { allowedTags: false, allowedAttributes: false, allowVulnerableTags: true, onOpenTag: look });
  return /<[!?]/.test(html) ? [...found, 'comment or instruction'] : found;
}

describe('cleaning a mail', () => {
  test('the watcher of these tests sees what it is to find', () => {
    expect(
      dangers(
        '<script>1</script><p onclick=x><a href="javascript:1" target="_blank">x</a><img src="https://example.com/x.png"><i style="background:url(x)">',
        false,
      ).length,
    ).toBe(6);
  });

  test.each(hostile.map((html) => [html]))('is harmless: %s', (html) => {
    for (const images of [false, true]) expect(dangers(clean(html, images), images)).toEqual([]);
  });

  test('what people write stays: text, emphasis, lists, tables, colours, links', () => {
    const html =
      '<p style="color:#c00;font-family:&quot;Segoe UI&quot;, sans-serif">Hello <b>Ada</b></p><ul><li>one</li></ul><table border="1"><tr><td style="padding:4px">x</td></tr></table>';
    expect(clean(html)).toContain('<b>Ada</b>');
    expect(clean(html)).toContain('color:#c00');
    expect(clean(html)).toContain('<td style="padding:4px">x</td>');
    expect(clean('<a href="https://example.com/a?b=1&amp;c=2">x</a>')).toBe(
      '<a href="https://example.com/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow">x</a>',
    );
  });

  test('a missing end of the head does not swallow the body', () => {
    expect(clean('<html><head><meta charset=utf-8><body><p>Hello</p>')).toContain('Hello');
  });

  test('remote images are left out and counted, beacons are never loaded, own pictures are shown', () => {
    const html =
      '<img src="https://example.org/a.png" alt="A"><img src="http://example.org/b.png"><img src="https://example.org/p.gif" width="1"><img src="cid:logo">';
    const inline = new Map([['logo', png]]);
    const off = sanitizeMail(html, { images: false, inline });
    expect(off.remoteImages).toBe(2);
    expect(off.html).not.toContain('example.org');
    expect(off.html).toContain(`src="data:image/png;base64,${png.bytes.toString('base64')}"`);
    const on = sanitizeMail(html, { images: true, inline }).html;
    expect(on).toContain('https://example.org/b.png');
    expect(on).not.toContain('p.gif');
  });

  test('one picture named a thousand times does not fill the memory', () => {
    const inline = new Map([['big', { type: 'image/png', bytes: Buffer.alloc(1_000_000) }]]);
    expect(sanitizeMail('<img src="cid:big">'.repeat(5_000), { images: false, inline }).html.length).toBeLessThan(9_000_000);
  });

  test('an inline "picture" that is a drawing with scripts is not shown', () => {
    const inline = new Map([['x', { type: 'image/svg+xml', bytes: Buffer.from('<svg onload="alert(1)"/>') }]]);
    expect(sanitizeMail('<img src="cid:x"><img src="data:image/svg+xml;base64,PHN2Zz4=">', { images: true, inline }).html).not.toContain(
      'svg',
    );
  });

  test('a link shows its real host: no user name in front, look-alike letters in ASCII', () => {
    expect(clean('<a href="https://www.bank.example@evil.example/">x</a>')).toContain('href="https://evil.example/"');
    expect(clean('<a href="https://ех.example/">x</a>')).toContain('xn--');
    expect(clean('<p>invoice\u202efdp.exe</p>')).toBe('<p>invoicefdp.exe</p>');
  });

  test('nesting and size cannot tie the server up', async () => {
    for (const html of [
      '<b>'.repeat(200_000),
      '<td><p>'.repeat(100_000),
      '<a '.repeat(300_000),
      '<'.repeat(900_000),
      `<p style="${'color:red;'.repeat(60_000)}">x`,
      '<noscript>'.repeat(50_000),
    ]) {
      expect(await costOf(() => clean(html))).toBeLessThan(4_000);
      expect(dangers(clean(html), false)).toEqual([]);
    }
  }, 60_000);

  test('text is shown as it was typed', () => {
    expect(asText('<b> & "x"')).toContain('&lt;b&gt; &amp; &quot;x&quot;');
  });
});

describe('whatever markup comes', () => {
  const tag = fc.constantFrom(
    'p',
    'b',
    'a',
    'img',
    'script',
    'style',
    'svg',
    'math',
    'table',
    'td',
    'mglyph',
    'mtext',
    'noscript',
    'template',
    'title',
    'textarea',
    'iframe',
    'select',
    'form',
    'xmp',
    'annotation-xml',
    'foreignObject',
  );
  const attribute = fc.constantFrom(
    'onerror=alert(1)',
    'href="javascript:alert(1)"',
    'src=x',
    'style="background:url(//x)"',
    'srcset="https://x 1x"',
    'title="--><img src=x onerror=alert(1)>"',
    'xlink:href="data:text/html,x"',
    'href="https://example.com"',
    'src="cid:a"',
  );
  const piece = fc.oneof(
    fc.tuple(tag, fc.array(attribute, { maxLength: 3 })).map(([name, attributes]) => `<${name} ${attributes.join(' ')}>`),
    tag.map((name) => `</${name}>`),
    fc.constantFrom('<!--', '-->', '<![CDATA[', ']]>', '<!', '<?', '&lt;script&gt;', '\0', '<', '>', '"', "'", '</', '/>'),
    fc.string({ maxLength: 12 }),
  );
  const markup = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

  test('it becomes harmless, and stays so when it is cleaned again', () => {
    fc.assert(
      fc.property(markup, fc.boolean(), (html, images) => {
        const once = clean(html, images);
        expect(dangers(once, images)).toEqual([]);
        expect(dangers(clean(once, images), images)).toEqual([]);
      }),
      { numRuns: 1_500 },
    );
  });
});
