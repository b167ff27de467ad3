// Which page the panel shows when: notice before the start, chat while a visit stands, good-bye after it. Also the API of the host page.
import type { Answer } from '@parley/contract';
import { publicRoutes } from '@parley/contract/routes';
import { createClient, ProblemError } from '@parley/sdk';
import { accountMark, isSameVisitor } from './account.ts';
import { openMemory } from './memory.ts';
import type { Settings } from './settings.ts';
import { unread } from './thread.ts';
import { chatPage } from './view/chat.ts';
import { emailPage } from './view/email.ts';
import { endPage, linkPage, loadingPage, noticePage, overPage, unavailablePage } from './view/pages.ts';
import { openPanel, type Panel } from './view/panel.ts';
import { type Over, openVisit, type Visit } from './visit.ts';
import { isLanguage, type Language, wordsIn } from './words.ts';

export type ParleyApi = {
  open(): void;
  close(): void;
  /** Says who is logged in, with an identity signed by the site's server; nothing when nobody is. Used when a chat starts. */
  identify(signedIdentity?: string): void;
  language: Language;
};

const houseAccent = '#2f6f5e';

function isAbout(error: unknown, field: string): boolean {
  return error instanceof ProblemError && (error.problem.fields ?? []).some(({ path }) => path.endsWith(field));
}

export function openChat(settings: Settings): ParleyApi {
  const memory = openMemory(settings.key);
  const client = createClient({
    routes: { readWidget: publicRoutes.readWidget, startVisit: publicRoutes.startVisit },
    baseUrl: settings.server,
    token: () => undefined,
  });
  let language = settings.language;
  let words = wordsIn(language);
  let widget: Answer<'readWidget'> | undefined;
  let visit: Visit | undefined;
  let identity = settings.identity;
  let draft = '';
  let panel = draw();
  wake();

  /** Takes up the chat of an earlier page, if it is this visitor's: what comes is counted on the button. One begun by an account waits until that account is named. */
  function wake(): void {
    if (visit || !memory.visit() || !isSameVisitor(memory.visit()?.account, accountMark(identity))) return;
    resume();
    if (panel.isOpen()) showChat();
  }

  function draw(): Panel {
    return openPanel(words, language, settings.accent ?? widget?.accent ?? houseAccent, { opened, closed: () => visit?.see() });
  }

  function opened(): void {
    if (visit) showChat();
    else void showNotice(false);
    if (visit && !widget) void load().catch(() => undefined); // name and greeting only
  }

  async function load(): Promise<Answer<'readWidget'>> {
    widget = await client.call('readWidget', { params: { key: settings.key }, query: { language } });
    panel.setTitle(widget.company);
    if (!settings.accent) panel.setAccent(widget.accent);
    panel.view()?.update?.();
    return widget;
  }

  async function showNotice(changed: boolean): Promise<void> {
    panel.setMenu([]);
    panel.show(loadingPage(words));
    try {
      const shown = await load();
      panel.show(noticePage(words, shown, changed, { start: () => void start(shown), notNow: panel.close }));
    } catch {
      panel.show(unavailablePage(words, () => void showNotice(changed)));
    }
  }

  async function start(shown: Answer<'readWidget'>): Promise<void> {
    const { id: noticeId, hash: noticeHash } = shown.notice;
    panel.show(loadingPage(words));
    try {
      const body = { language: shown.language, noticeId, noticeHash, ...(identity && { identity }) };
      const { token } = await client.call('startVisit', { params: { key: settings.key }, body });
      memory.forget(); // an account's chat that waited here is not carried on by somebody else
      memory.keep({ token, account: accountMark(identity) });
      resume();
      showChat();
    } catch (error) {
      if (isAbout(error, 'noticeHash'))
        await showNotice(true); // another notice was published meanwhile
      else if (isAbout(error, 'identity') && identity) {
        identity = undefined; // out of date or wrongly signed: chat as nobody rather than not at all
        await start(shown);
      } else panel.show(unavailablePage(words, () => void showNotice(false)));
    }
  }

  function resume(): void {
    visit = openVisit({ server: settings.server, key: settings.key, memory, onChange: changed, onOver: over });
  }

  function changed(): void {
    if (!visit) return;
    panel.view()?.update?.();
    const looking = panel.isOpen() && document.visibilityState === 'visible';
    if (looking) visit.see();
    panel.setUnread(looking ? 0 : unread(visit.state().messages, memory.visit()?.seen ?? 0));
  }

  function showChat(): void {
    if (!visit) return;
    const chat = chatPage({
      words,
      language,
      visit,
      memory,
      greeting: () => widget?.greeting ?? '',
      draft,
      privacy: () => void openPrivacy(),
      email: showEmail,
    });
    draft = '';
    panel.setMenu([
      { label: words.byEmail, run: showEmail },
      { label: words.privacy, run: () => void openPrivacy() },
      { label: words.end, run: showEnd },
    ]);
    panel.show(chat);
    changed();
  }

  function showEmail(): void {
    if (visit) panel.show(emailPage(words, visit, showChat));
  }

  function showEnd(): void {
    panel.show(endPage(words, { stay: showChat, privacy: () => void openPrivacy(), end }));
  }

  function end(): void {
    visit?.forget();
    visit = undefined;
    panel.setMenu([]);
    panel.setUnread(0);
    panel.close();
  }

  function over({ because, unsent }: Over): void {
    visit = undefined;
    draft = unsent;
    panel.setMenu([]);
    panel.setUnread(0);
    panel.show(overPage(words, because, () => void showNotice(false)));
  }

  /** Opens the tab first, within the click, or the browser would block it. */
  async function openPrivacy(): Promise<void> {
    const tab = window.open('about:blank', '_blank');
    if (tab) tab.opener = null;
    try {
      const url = await visit?.privacyUrl();
      if (tab && url) tab.location.replace(url);
      else if (url) panel.show(linkPage(words, url, showChat));
    } catch {
      tab?.close();
    }
  }

  return {
    open: () => panel.open(),
    close: () => panel.close(),
    identify(signedIdentity) {
      identity = signedIdentity;
      const isSame = isSameVisitor(memory.visit()?.account, accountMark(identity));
      if (visit && !isSame)
        end(); // somebody else is logged in now, or nobody
      else if (identity && !isSame) memory.forget();
      else wake();
    },
    get language() {
      return language;
    },
    set language(wanted) {
      if (!isLanguage(wanted) || wanted === language) return;
      const wasOpen = panel.isOpen();
      language = wanted;
      words = wordsIn(language);
      widget = undefined;
      panel.remove();
      panel = draw();
      if (wasOpen) panel.open();
      changed();
    },
  };
}
