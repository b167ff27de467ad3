// Words for whoever builds the page, in the browser's console: about code, never about the visitor.

export function tellDeveloper(words: string, fault?: unknown): void {
  // biome-ignore lint/suspicious/noConsole: the only place where the developer of the page looks
  console.error(`Parley: ${words}`, ...(fault === undefined ? [] : [fault]));
}
