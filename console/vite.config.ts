// Builds the console into console/dist. In development `vite` hands the API to a running Parley, so that both share one origin.
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = 'http://127.0.0.1:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', cssTarget: 'chrome123', modulePreload: { polyfill: false } },
  server: { proxy: { '/v1': server } },
});
