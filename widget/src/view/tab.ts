// A page in a tab of its own, whose address is only known after asking for it.

/** Opens the tab first, within the click, or the browser would block it. Gives back the address where the browser would not open it at all. */
export async function openTab(find: () => Promise<string | undefined>): Promise<string | undefined> {
  const tab = window.open('about:blank', '_blank');
  if (tab) tab.opener = null;
  const url = await find();
  if (!tab) return url;
  if (url) tab.location.replace(url);
  else tab.close();
  return undefined;
}
