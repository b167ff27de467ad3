// Stands in for `react-style-singleton`, by which dialogs and menus hold the page behind them still: it writes <style> elements, and our policy (style-src
// 'self') lets none be written in. A constructed sheet says the same and needs no exception. vite.config.ts puts it in place.
import { useEffect } from 'react';

type Rules = { readonly styles: string; readonly dynamic?: boolean };

/** A component that keeps its rules on the page while at least one of it is mounted; the first one's rules count. */
export function styleSingleton(): (rules: Rules) => null {
  let mounted = 0;
  let sheet: CSSStyleSheet | undefined;
  const add = (styles: string) => {
    mounted += 1;
    if (mounted > 1) return;
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    document.adoptedStyleSheets.push(sheet);
  };
  const remove = () => {
    mounted -= 1;
    if (mounted === 0) document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
  };
  // biome-ignore lint/correctness/noComponentHookFactories: called once by each library that asks, at its module level
  return function Sheet({ styles, dynamic = false }) {
    // biome-ignore lint/correctness/useExhaustiveDependencies: rules that change without being called dynamic stay as they were, as in what this stands in for
    useEffect(() => {
      add(styles);
      return remove;
    }, [dynamic && styles]);
    return null;
  };
}
