// Which page the panel shows when: notice before the start, chat while a visit stands, good-bye after it.
import type { Answer } from '@parley/contract';
import { entranceRoutes } from '@parley/contract/routes';
import { accountMark, createClient, faultIn, isSameVisitor } from '@parley/sdk';
import type { Tell } from './api.ts';
import type { Chat } from './chat.ts';
import { tellDeveloper } from './developer.ts';
import { openMemory } from './memory.ts';
import { openPush } from './push-part.ts';
import { lookOf, type Settings } from './settings.ts';
import { openSpeech } from './speech.ts';
import { openTally } from './tally.ts';
import { unread } from './thread.ts';
import { chatPage } from './view/chat.ts';
import { emailPage } from './view/email.ts';
import { openFaces } from './view/face.ts';
import type { MenuItem } from './view/head.ts';
import { endPage, linkPage, loadingPage, noticePage, overPage, unavailablePage, type View } from './view/pages.ts';
import { openPanel, type Panel } from './view/panel.ts';
import { openTab } from './view/tab.ts';
import { type Over, openVisit, type Visit } from './visit.ts';
import { isLanguage } from './words.ts';

export function openChat(settings: Settings, tell: Tell): Chat {
  const { server, key } = settings;
  const memory = openMemory(key);
  const faces = openFaces(server);
  const client = createClient({
    routes: entranceRoutes,
    baseUrl: server,
    token: () => undefined,
  });
  const speech = openSpeech(server, settings.language);
  const { words } = speech;
  const tally = openTally(tell);
  const push = openPush({ server, worker: settings.push, memory, language: speech.spoken });
  let widget: Answer<'readWidget'> | undefined;
  let visit: Visit | undefined;
  let chat: View | undefined;
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
    return openPanel({
      words: words(),
      language: speech.wished(),
      look: lookOf(settings, widget),
      launcher: settings.launcher,
      privacy: () => void openPrivacy(),
      opened: () => void opened(),
      closed() {
        visit?.see();
        tell('close');
      },
    });
  }

  async function opened(): Promise<void> {
    tell('open');
    await speak();
    if (!panel.isOpen()) return;
    if (!visit) return showNotice(false);
    showChat();
    if (!widget) await load().catch(() => undefined); // name, logo and greeting only
  }

  async function speak(): Promise<void> {
    if (speech.isReady()) return;
    show(loadingPage(words()), false);
    await speech.learn();
    chat = undefined; // one that was drawn in English meanwhile
    panel.speak(words(), speech.spoken());
  }

  function show(view: View, privacy = true): void {
    panel.setPrivacy(privacy && (visit ?? widget) !== undefined);
    panel.show(view);
  }

  async function load(): Promise<Answer<'readWidget'>> {
    widget = await client.call('readWidget', { params: { key }, query: { language: speech.spoken() } });
    panel.setLook(lookOf(settings, widget));
    changed();
    return widget;
  }

  async function showNotice(isNew: boolean): Promise<void> {
    panel.setMenu([]);
    show(loadingPage(words()));
    try {
      const shown = await load();
      show(noticePage(words(), shown, isNew, { start: () => void start(shown), notNow: panel.close }), false);
      nameHost();
    } catch {
      show(unavailablePage(words(), () => void showNotice(isNew)));
    }
  }

  async function start(shown: Answer<'readWidget'>): Promise<void> {
    const { id: noticeId, hash: noticeHash } = shown.notice;
    show(loadingPage(words()));
    try {
      const body = { language: shown.language, noticeId, noticeHash, ...(identity && { identity }) };
      const { token } = await client.call('startVisit', { params: { key }, body });
      if (memory.visit()) push.end(); // an account's chat that waited here is not carried on by somebody else
      memory.keep({ token, account: accountMark(identity) });
      resume();
      if (!identity) tally.count(0, 0, true); // of a chat that begins here all that comes is news, also what the first look finds
      showChat();
    } catch (error) {
      const fault = faultIn(error, 'identity');
      if (faultIn(error, 'noticeHash'))
        await showNotice(true); // another notice was published meanwhile
      else if (fault && identity) {
        tellDeveloper(`the signed identity ${fault}. The visitor chats without it. See docs/guides/web-chat.md.`);
        identity = undefined; // chat as nobody rather than not at all
        await start(shown);
      } else show(unavailablePage(words(), () => void showNotice(false)));
    }
  }

  function resume(): void {
    leave();
    visit = openVisit({ server, key, memory, onChange: changed, onOver: over });
  }

  function changed(): void {
    nameHost();
    if (!visit) return;
    const { messages, loaded } = visit.state();
    panel.view()?.update?.();
    const looking = panel.isOpen() && document.visibilityState === 'visible';
    if (looking) visit.see();
    const waiting = looking ? 0 : unread(messages, memory.visit()?.seen ?? 0);
    panel.setUnread(waiting);
    tally.count(messages.filter(({ from }) => from !== 'me').length, waiting, loaded);
  }

  /** Who looks after the chat, else the company. */
  function nameHost(): void {
    if (!widget) return;
    const agent = visit?.state().agent;
    const face = agent ?? { name: widget.company, photo: widget.logo, isLogo: true };
    panel.setWho({ name: face.name, below: agent ? widget.company : '', face, draw: faces });
  }

  function showChat(): void {
    if (!visit) return;
    chat ??= chatPage({
      words: words(),
      language: speech.spoken(),
      visit,
      faces,
      memory,
      company: () => ({
        greeting: widget?.greeting ?? '',
        face: { name: widget?.company ?? '', photo: widget?.logo ?? null, isLogo: true },
      }),
      draft,
      email: showEmail,
    });
    draft = '';
    setMenu();
    show(chat);
    push.offer(setMenu);
    changed();
  }

  function setMenu(notify?: MenuItem): void {
    panel.setMenu([
      { label: words().byEmail, run: showEmail },
      ...(notify ? [notify] : []),
      { label: words().privacy, run: () => void openPrivacy() },
      { label: words().end, run: () => show(endPage(words(), { stay: showChat, end })) },
    ]);
  }

  function showEmail(): void {
    if (visit) show(emailPage(words(), visit, showChat));
  }

  /** Nothing of a visit stays in this page. */
  function leave(): void {
    visit = undefined;
    chat = undefined;
    panel.setMenu([]);
    panel.setUnread(0);
    tally.reset();
  }

  function end(): void {
    push.end();
    visit?.forget();
    leave();
    panel.close();
  }

  function over({ because, unsent }: Over): void {
    push.end();
    leave();
    draft = unsent;
    show(overPage(words(), because, () => void showNotice(false)));
    nameHost();
  }

  /** Before a visit, and when no link can be had, it is the page that everybody sees. */
  async function openPrivacy(): Promise<void> {
    const url = async () => (await visit?.privacyUrl().catch(() => undefined)) ?? widget?.notice.url;
    const blocked = await openTab(url);
    if (blocked) show(linkPage(words(), blocked, visit ? showChat : () => void showNotice(false)));
  }

  return {
    open: () => panel.open(),
    close: () => panel.close(),
    isOpen: () => panel.isOpen(),
    forget: end,
    identify(signedIdentity) {
      identity = signedIdentity;
      const isSame = isSameVisitor(memory.visit()?.account, accountMark(identity));
      if (visit && !isSame)
        end(); // somebody else is logged in now, or nobody
      else if (identity && !isSame) push.end();
      else wake();
    },
    get language() {
      return speech.wished();
    },
    set language(wanted) {
      if (!isLanguage(wanted) || wanted === speech.wished()) return;
      const wasOpen = panel.isOpen();
      speech.change(wanted);
      widget = chat = undefined;
      panel.remove();
      panel = draw();
      if (wasOpen) panel.open();
      changed();
    },
  };
}
