// The look of a kiosk: what the other pages of customers have, larger, for a finger at arm's length.
import { styleFor } from '../style.ts';

/** Everything that can be pressed is at least 64 pixels high. */
const large = `
[hidden]{display:none!important}
html{font-size:137.5%}
body{max-width:62rem;padding-bottom:2rem}
.bar{flex-wrap:wrap}
.bar small{font-size:.9rem}
.bar form{margin-left:auto}
input,select,textarea{max-width:none;min-height:4rem;font-size:1.1rem}
button,.button,button.quiet{min-height:4rem;padding:.8rem 1.6rem;font-size:1rem;display:inline-grid;align-content:center}
.tiles{grid-template-columns:repeat(auto-fit,minmax(min(100%,13rem),1fr))}
.tile,button.tile{min-height:7rem;padding:1.5rem 3rem 1.5rem 1.6rem;font-size:1rem}
.tile strong{font-size:1.3rem;line-height:1.25}
.tile span{font-size:.95rem}
.languages ul{gap:.6rem}
.languages a{display:grid;align-content:center;min-height:4rem;min-width:8rem;padding:.4rem 1.2rem;text-align:center;border:.1rem solid var(--edge);border-radius:.8rem;text-decoration:none;background:var(--card)}
.languages a[aria-current]{border-color:var(--ink);background:var(--soft)}
summary{min-height:4rem;display:flex;align-items:center}
summary:before{content:"+";margin-right:.7rem;font-size:1.5rem}
details[open] summary:before{content:"–"}
.qr{display:grid;gap:1rem;justify-items:center;margin:1.2rem 0}
.code{font-size:1.7rem;letter-spacing:.06em}
.qr svg{width:min(22rem,80vw,max(14rem,100vh - 24rem));height:auto;background:#fff;padding:1rem;border-radius:1rem}
fieldset{border:1px solid var(--line);border-radius:1.1rem;padding:1.2rem 1.5rem;background:var(--card);display:grid;gap:.8rem;width:100%;min-width:0}
legend{font-weight:650;padding:0 .4rem}
.either{display:grid;grid-template-columns:1fr 1fr;gap:.8rem}
.either label{display:flex;gap:.8rem;align-items:center;min-height:4rem;padding:.4rem 1.2rem;border:.1rem solid var(--edge);border-radius:.8rem;cursor:pointer}
.either input{width:1.8rem;min-height:1.8rem;height:1.8rem;margin:0;accent-color:var(--fill);flex:none}
canvas{width:100%;aspect-ratio:3/1;border:.12rem dashed var(--edge);border-radius:.8rem;background:#fff;touch-action:none}
dialog{margin:auto;border:1px solid var(--edge);border-radius:1.2rem;padding:2rem;max-width:min(36rem,92vw);background:var(--card);color:var(--words)}
dialog::backdrop{background:rgb(0 0 0/.6)}
dialog>div{display:grid;gap:1.2rem}
.fault{color:var(--bad);font-weight:650}
@media(max-width:40rem){html{font-size:118.75%}.either{grid-template-columns:1fr}}
@media(prefers-reduced-motion:no-preference){dialog[open]{animation:in .15s ease-out}@keyframes in{from{opacity:0}}}
`.replace(/\n/g, '');

export const kioskStyle = (accent: string): string => styleFor(accent) + large;
