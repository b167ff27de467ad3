// Bends one file of the house while it is loaded, for tests of the test: the code that ships has no switch for this.
import { registerHooks } from 'node:module';

/** Replaces `from` by `to` in the module whose URL ends with `file`; Error when it is not there, so that a plant cannot wither unseen. */
export function bend(file: string, from: string, to: string): void {
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (!url.endsWith(file)) return loaded;
      const source = String(loaded.source);
      if (!source.includes(from)) throw new Error(`${file} has changed: the plant finds nothing to bend`);
      return { ...loaded, source: source.replace(from, to) };
    },
  });
}
