// The inbox as it is built in an afternoon: the newest rows and messages as plain HTML, a mark that moves, and no framework at all;
// what is out of sight is not painted (content-visibility), as somebody who cares would have it.

/** The page with so many rows and so many messages in the one long thread. */
export function plainPage(conversations: number, messages: number): string {
  return `<!doctype html><meta charset="utf-8"><title>Plain inbox</title><style>${style}</style>
<nav><a href="#view=open">Open</a> <a href="#view=all">All</a></nav>
<main><ul>${rows(conversations, 'Open')}</ul><div><section tabindex="0" aria-label="Messages"></section><textarea data-composer rows="3"></textarea></div></main>
<script>const total = ${conversations}, long = ${messages}; ${script}</script>`;
}

const style = `html,body{height:100%;margin:0;font:14px/1.5 system-ui}main{display:grid;grid-template:minmax(0,1fr)/320px 1fr;height:calc(100% - 40px)}nav{height:40px}
ul{overflow-y:auto;margin:0;padding:0;list-style:none}a[data-conversation]{display:flex;gap:12px;height:75px;border-bottom:1px solid #ddd;padding:12px 16px;box-sizing:border-box;color:inherit;text-decoration:none}
a[aria-current]{background:#e5f0ee}.avatar{width:36px;height:36px;border-radius:50%;background:#cde;display:grid;place-items:center}.body{min-width:0;flex:1}.line{display:flex;gap:8px}
.line b{flex:1}.text{display:block;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}main>div{display:grid;grid-template-rows:1fr auto;min-height:0}section{overflow-y:auto;min-height:0}
li{content-visibility:auto;contain-intrinsic-size:auto 75px}article{content-visibility:auto;contain-intrinsic-size:auto 40px;max-width:70%;margin:8px 24px;padding:10px 14px;border:1px solid #ddd;border-radius:16px}`;

function row(number: number, view: string): string {
  return `<li><a href="#c${number}" data-conversation="${number}"><span class="avatar">A${number % 9}</span><span class="body"><span class="line"><b>Ada ${number}</b><time>10:24</time></span><span class="text">Is the brass reading lamp still to be had in the warm finish? (${number})</span><span class="line"><span>Website chat</span><span>${view}</span></span></span></a></li>`;
}

function rows(count: number, view: string): string {
  return Array.from({ length: count }, (_, number) => row(number, view)).join('');
}

const script = `
const list = document.querySelector('ul'), thread = document.querySelector('section'); let at = -1;
const line = (n) => '<article>Is the brass reading lamp still to be had in the warm finish? Line ' + n + '.</article>';
const show = (count) => { thread.innerHTML = Array.from({ length: count }, (_, n) => line(n)).join(''); thread.scrollTop = thread.scrollHeight; };
const open = (next) => {
  const links = list.querySelectorAll('a'); links[at]?.removeAttribute('aria-current'); at = Math.max(0, Math.min(links.length - 1, next));
  links[at].setAttribute('aria-current', 'true'); links[at].scrollIntoView({ block: 'nearest' }); show(1);
};
addEventListener('keydown', (event) => { if (event.target.tagName === 'TEXTAREA') return; if (event.key === 'j') open(at + 1); if (event.key === 'k') open(at - 1); });
list.addEventListener('click', (event) => { const link = event.target.closest('a'); if (link) { event.preventDefault(); open(Number(link.dataset.conversation)); } });
document.querySelector('nav').addEventListener('click', (event) => { event.preventDefault(); at = -1; const html = list.innerHTML; list.innerHTML = ''; list.innerHTML = html; });
addEventListener('popstate', () => show(long));`;
