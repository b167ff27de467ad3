// Answers by email: give an address, then show by a code that it is one's own. Until then nothing is sent to it but the code.
import { ProblemError } from '@parley/sdk';
import type { Visit } from '../visit.ts';
import type { Words } from '../words.ts';
import { button, h, icon } from './dom.ts';
import { pair, type View } from './pages.ts';

export function emailPage(words: Words, visit: Visit, back: () => void): View {
  const says = h('p', { class: 'small bad', role: 'alert' });
  const heading = h('h3', { tabindex: '-1' }, words.byEmail);
  const form = h('form', { novalidate: true });
  const element = h('div', { class: 'page' }, icon('mail'), heading, form);

  async function attempt(work: () => Promise<void>): Promise<void> {
    form.toggleAttribute('aria-busy', true);
    says.textContent = '';
    try {
      await work();
    } catch (error) {
      const wrong = error instanceof ProblemError && error.status < 500 && error.status !== 429;
      says.textContent = wrong ? (error.code === 'wrong-code' ? words.codeWrong : error.message) : words.unavailable;
    }
    form.toggleAttribute('aria-busy', false);
  }

  function askAddress(): void {
    const input = h('input', { type: 'email', autocomplete: 'email', inputmode: 'email', required: true, maxlength: '254' });
    fill([h('p', {}, words.emailWhy), h('label', {}, words.email, input), says, choices(words.emailSend)], () => {
      if (!input.checkValidity()) return void input.reportValidity();
      void attempt(async () => {
        await visit.giveEmail(input.value.trim());
        askCode();
      });
    });
  }

  function askCode(): void {
    const input = h('input', { autocomplete: 'one-time-code', inputmode: 'numeric', required: true, maxlength: '12' });
    fill([h('p', { role: 'status' }, words.codeSent), h('label', {}, words.code, input), says, choices(words.codeCheck)], () => {
      if (!input.checkValidity()) return void input.reportValidity();
      void attempt(async () => {
        if (await visit.proveEmail(input.value.replace(/\s/g, ''))) done();
        else says.textContent = words.codeWrong;
      });
    });
    input.focus();
  }

  function done(): void {
    form.replaceChildren(h('p', { role: 'status' }, words.proved), button(words.back, back));
    form.querySelector('button')?.focus();
  }

  function fill(children: HTMLElement[], submit: () => void): void {
    form.replaceChildren(...children);
    form.onsubmit = (event) => {
      event.preventDefault();
      submit();
    };
  }

  function choices(label: string): HTMLElement {
    return pair(button(words.back, back), h('button', { class: 'choice' }, label));
  }

  const { email, emailProved } = visit.state();
  if (email && emailProved) form.replaceChildren(h('p', {}, words.emailOn, ' ', h('strong', {}, email)), button(words.back, back));
  else askAddress();
  return { element, focus: () => heading };
}
