// Builds the console into console/dist and refuses a first load that is too heavy. In development `vite` hands the API to a running Parley, so that
// both share one origin.
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const server = 'http://127.0.0.1:8080';
const firstLoadLimit = 250_000; // bytes of script, gzip

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), weighFirstLoad()],
  resolve: { alias: { 'react-style-singleton': path.join(import.meta.dirname, 'src/lib/style-singleton.ts') } },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', cssTarget: 'chrome123', modulePreload: { polyfill: false } },
  server: { proxy: { '/v1': server } },
});

/** Adds up the entry and everything it needs before it runs; pages that load when asked for do not count. */
function weighFirstLoad(): Plugin {
  return {
    name: 'weigh-first-load',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((part) => part.type === 'chunk');
      const needed = new Set(chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName));
      for (const name of needed) for (const inner of chunks.find((chunk) => chunk.fileName === name)?.imports ?? []) needed.add(inner);
      const bytes = chunks
        .filter((chunk) => needed.has(chunk.fileName))
        .reduce((sum, chunk) => sum + gzipSync(chunk.code, { level: 9 }).length, 0);
      const words = `the console's first load weighs ${Math.round(bytes / 1000)} kB gzip of ${firstLoadLimit / 1000} kB`;
      if (bytes > firstLoadLimit) this.error(words);
      this.info(words);
    },
  };
}
