// What a session remembers of a device: family of browser and system, from a closed list. The full user agent would tell devices apart (Art. 5(1)(c)) and is not kept.

const browsers = [
  ['edge', /\bEdgA?\//],
  ['opera', /\bOPR\//],
  ['firefox', /\b(Firefox|FxiOS)\//],
  ['chrome', /\b(Headless)?(Chrome|CriOS|Chromium)\//],
  ['safari', /\bSafari\//],
] as const; // in this order: each names those behind it too
const systems = [
  ['android', /\bAndroid\b/],
  ['ios', /\b(iPhone|iPad|iPod)\b/],
  ['windows', /\bWindows\b/],
  ['macos', /\bMacintosh\b/],
  ['chromeos', /\bCrOS\b/],
  ['linux', /\bLinux\b/],
] as const;

export const unknownDevice = 'other/other';

/** `browser/system`, such as `firefox/linux`; `other` for what the list does not know. */
export function deviceOf(userAgent: string): string {
  const named = (list: readonly (readonly [string, RegExp])[]) => list.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? 'other';
  return `${named(browsers)}/${named(systems)}`;
}
