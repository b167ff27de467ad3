// The demo: a small shop of an invented company that carries the widget, so that a newcomer can be a customer. Lamps are drawn, nothing is loaded
// but the widget; addresses are reserved for documentation (RFC 2606).
import { html, raw, textOf } from './html.ts';

type Lamp = { readonly name: string; readonly says: string; readonly price: string; readonly shape: string };

const lamps: readonly Lamp[] = [
  {
    name: 'Hearth',
    says: 'A reading lamp of brushed brass with a linen shade.',
    price: '€129',
    shape:
      '<path d="M60 128h80l-18-62H78z" fill="#f3dcae"/><path d="M78 66h44l18 62H60z" fill="none" stroke="#8a5a2b" stroke-width="3"/><path d="M100 128v66" stroke="#8a5a2b" stroke-width="6"/><path d="M70 200q30-14 60 0z" fill="#8a5a2b"/>',
  },
  {
    name: 'Moth',
    says: 'A paper lantern for covered balconies and slow evenings.',
    price: '€48',
    shape:
      '<path d="M100 20v34" stroke="#6b6457" stroke-width="3"/><ellipse cx="100" cy="112" rx="56" ry="60" fill="#fbf1d8"/><g fill="none" stroke="#cdbb8f" stroke-width="2"><ellipse cx="100" cy="112" rx="56" ry="60"/><ellipse cx="100" cy="112" rx="34" ry="60"/><ellipse cx="100" cy="112" rx="12" ry="60"/></g><path d="M84 54h32M84 172h32" stroke="#6b6457" stroke-width="5"/>',
  },
  {
    name: 'Harbour',
    says: 'A lantern of blackened steel, at home in the hall.',
    price: '€89',
    shape:
      '<path d="M80 52q20-34 40 0" fill="none" stroke="#2f3a38" stroke-width="4"/><path d="M66 66h68l-8-14H74z" fill="#2f3a38"/><path d="M68 66h64v104H68z" fill="#f6e3b4"/><path d="M100 96q16 22 0 40q-16-18 0-40z" fill="#e0912f"/><path d="M68 66h64v104H68zM100 66v30M100 140v30" fill="none" stroke="#2f3a38" stroke-width="4"/><path d="M60 170h80v12H60z" fill="#2f3a38"/>',
  },
  {
    name: 'Loom',
    says: 'A pendant woven by hand from willow, no two alike.',
    price: '€162',
    shape:
      '<path d="M100 10v52" stroke="#4d463b" stroke-width="3"/><path d="M44 156q4-92 56-94q52 2 56 94z" fill="#e9cf9c"/><g fill="none" stroke="#8b6a3b" stroke-width="3"><path d="M44 156q4-92 56-94q52 2 56 94zM62 156q4-84 38-94M82 156q2-80 18-94M138 156q-4-84-38-94M118 156q-2-80-18-94M52 120q48 16 96 0M62 92q38 14 76 0M46 144q54 16 108 0"/></g>',
  },
];

const glow =
  '<defs><radialGradient id="g"><stop offset="0" stop-color="#ffd98a" stop-opacity=".55"/><stop offset="1" stop-color="#ffd98a" stop-opacity="0"/></radialGradient></defs><circle cx="100" cy="112" r="100" fill="url(#g)"/>';

const style = `
*{box-sizing:border-box;margin:0}
html{font:112.5%/1.6 Georgia,"Liberation Serif",serif;color:#2b2620;background:#faf6ee}
body{max-width:72rem;margin:0 auto;padding:0 1.5rem}
a{color:inherit;text-underline-offset:.25em}
header{display:flex;flex-wrap:wrap;gap:.5rem 2rem;align-items:baseline;justify-content:space-between;padding:1.6rem 0}
.name{font-size:1.5rem;letter-spacing:.02em}
nav{display:flex;gap:1.6rem;font-size:.95rem}
.hero{display:grid;grid-template-columns:1.2fr 1fr;gap:2rem;align-items:center;background:#2f3a38;color:#f7efdf;border-radius:1.4rem;padding:3.5rem;overflow:hidden}
.hero h1{font-size:clamp(2rem,1.2rem + 3vw,3.4rem);line-height:1.1;font-weight:400;margin-bottom:1rem;text-wrap:balance}
.hero p{max-width:26rem}
.hero svg{width:100%;height:22rem;justify-self:center}
h2{font-size:1.6rem;font-weight:400;margin:3rem 0 1.2rem}
.lamps{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:1.4rem;list-style:none;padding:0}
.lamps li{background:#fff;border-radius:1.1rem;padding:1.2rem 1.4rem 1.4rem;display:grid;gap:.3rem;align-content:start}
.lamps svg{width:100%;height:13rem;background:#f4ecdb;border-radius:.8rem;padding:1rem}
.lamps h3{font-weight:400;font-size:1.25rem;display:flex;justify-content:space-between;margin-top:.6rem}
.lamps p{font-size:.95rem;color:#6a6155}
.story{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1rem 2.5rem;margin:3.5rem 0;padding-top:2rem;border-top:1px solid #e2d8c4}
.story h3{font-weight:400;font-size:1.15rem}
.story p{font-size:.97rem;color:#5d5549}
footer{border-top:1px solid #e2d8c4;padding:1.4rem 0 6rem;font-size:.9rem;color:#6a6155}
@media(max-width:44rem){.hero{grid-template-columns:1fr;padding:2rem}.hero svg{height:14rem}}
@media(prefers-color-scheme:dark){html{background:#191713;color:#f0e8da}.lamps li{background:#24211b}.lamps svg{background:#3a352b}.lamps p,.story p,footer{color:#b5aa99}.story,footer{border-color:#3a352b}.hero{background:#26302e}}
`.replace(/\n/g, '');

/** The shop's page; `origin` is that of Parley. The widget speaks the language given, else that of the page. */
export function shopPage({ widgetKey, origin, language = 'en' }: { widgetKey: string; origin: string; language?: string }): string {
  const picture = (shape: string, label: string) => html`<svg viewBox="0 0 200 210" role="img" aria-label="${label}">${raw(shape)}</svg>`;
  const item = (lamp: Lamp) =>
    html`<li>${picture(lamp.shape, `Drawing of the lamp ${lamp.name}`)}<h3><span>${lamp.name}</span><span>${lamp.price}</span></h3><p>${lamp.says}</p></li>`;
  return textOf(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lantern &amp; Loom: lamps for slow evenings</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body>
<header><span class="name">Lantern &amp; Loom</span><nav aria-label="Shop"><a href="#lamps">Lamps</a><a href="#repair">Repair</a><a href="#visit">Visit us</a></nav></header>
<main>
<section class="hero"><div><h1>Lamps for slow evenings</h1><p>Made by hand in a small workshop, from brass, linen, willow and paper. Ask us anything: the button in the corner reaches a person.</p></div>${picture(`${glow}${lamps[1]?.shape}`, 'Drawing of a glowing paper lantern')}</section>
<h2 id="lamps">This season</h2>
<ul class="lamps">${lamps.map(item)}</ul>
<section class="story">
<div><h3 id="repair">We repair</h3><p>Yours, and lamps that were never ours. Bring it along and we look at it together.</p></div>
<div><h3>Longer cables</h3><p>Every lamp comes with two metres; four if you like. Tell us before it is packed.</p></div>
<div><h3 id="visit">Visit us</h3><p>Musterweg 1, 10115 Berlin. Tuesday to Saturday, ten to six. Or write to hello@lantern.example.com.</p></div>
</section>
</main>
<footer>This shop is a demonstration: nothing here can be bought, and nobody lives here.</footer>
<script async src="${origin}/widget.js" data-key="${widgetKey}" data-language="${language}" data-accent="#8a5a2b"></script>
</body>
</html>`);
}
