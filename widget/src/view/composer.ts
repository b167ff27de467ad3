// Where the visitor writes: text, files by button, paste or drop. Files leave the device only when the message is sent.
import type { Words } from '../words.ts';
import { isPicture, picture, size } from './attachment.ts';
import { h, icon, iconButton } from './dom.ts';

const maxBytes = 20 * 1024 * 1024;
const maxFiles = 10;

export type Composer = { readonly element: HTMLElement; readonly input: HTMLTextAreaElement; add(files: Iterable<File>): void };

export function openComposer(
  words: Words,
  draft: string,
  run: { send: (text: string, files: File[]) => void; writes: () => void },
): Composer {
  let files: File[] = [];
  const chips = new Map<File, HTMLElement>();
  const list = h('div', { class: 'files' });
  const says = h('p', { class: 'small bad', role: 'alert' });
  const picker = h('input', { type: 'file', multiple: true, hidden: true, onchange: () => pick() });
  const input = h('textarea', {
    rows: '1',
    maxlength: '20000',
    'aria-label': words.write,
    placeholder: words.write,
    oninput: typed,
    onkeydown: key,
    onpaste: paste,
  });
  const submit = h('button', { class: 'icon', 'aria-label': words.send, title: words.send }, icon('send'));
  const attach = iconButton('attach', words.attach, { onclick: () => picker.click() });
  const form = h('form', { class: 'write', onsubmit: go }, attach, picker, input, submit);
  input.value = draft;
  draw();

  function go(event: Event): void {
    event.preventDefault();
    const text = input.value.trim();
    if (!text && files.length === 0) {
      input.focus();
      return;
    }
    run.send(text, files);
    files = [];
    input.value = '';
    says.textContent = '';
    draw();
    input.focus();
  }

  /** Enter sends, except where the keyboard is on the screen and Enter is the only way to a new line. */
  function key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || matchMedia('(pointer:coarse)').matches) return;
    event.preventDefault();
    form.requestSubmit();
  }

  function paste(event: ClipboardEvent): void {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (pasted.length === 0) return;
    event.preventDefault();
    add(pasted);
  }

  function pick(): void {
    add(picker.files ?? []);
    picker.value = '';
    input.focus();
  }

  function add(added: Iterable<File>): void {
    const all = [...added];
    const names = (which: File[], why: string) => (which.length > 0 ? `${which.map(({ name }) => name).join(', ')} ${why}` : '');
    const large = all.filter((file) => file.size > maxBytes);
    const empty = all.filter((file) => file.size === 0);
    files = [...files, ...all.filter((file) => file.size <= maxBytes && file.size > 0)];
    says.textContent = [names(large, words.tooLarge), names(empty, words.empty), files.length > maxFiles ? words.tooMany : '']
      .filter(Boolean)
      .join('. ');
    files = files.slice(0, maxFiles);
    draw();
  }

  function draw(): void {
    for (const file of chips.keys()) if (!files.includes(file)) chips.delete(file);
    for (const file of files) if (!chips.has(file)) chips.set(file, chip(file));
    list.replaceChildren(...chips.values());
    list.hidden = files.length === 0;
    resize();
  }

  function chip(file: File): HTMLElement {
    const remove = iconButton('close', `${words.remove}: ${file.name}`, { onclick: () => drop(file) });
    const sign = h('i', {}, icon('file'));
    if (isPicture(file))
      void picture(file, '')
        .then((image) => sign.replaceChildren(image))
        .catch(() => undefined); // no picture after all
    return h('div', { class: 'file' }, sign, h('span', {}, file.name), h('small', {}, size(file.size)), remove);
  }

  function drop(file: File): void {
    files = files.filter((one) => one !== file);
    draw();
    input.focus();
  }

  function typed(): void {
    resize();
    if (input.value.trim()) run.writes();
  }

  function resize(): void {
    input.style.height = 'auto';
    input.style.height = `${input.scrollHeight}px`;
  }

  return { element: h('div', {}, list, says, form), input, add };
}
