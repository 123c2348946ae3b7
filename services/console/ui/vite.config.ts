import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const CONSOLE = process.env.COMPANION_CONSOLE ?? 'http://localhost:8080';
// The address that sign-in sees must be the page's own, or it takes the request for one from another site.
const proxied = { target: CONSOLE, changeOrigin: false };

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: process.env.COMPANION_UI_OUT ?? '../target/preview',
    emptyOutDir: true,
    // Beside the addresses of the pages, which are at the root: /assets belongs to sign-in.
    assetsDir: 'app/assets',
    // The policy allows no data: address for a font, and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    target: 'es2023',
    // What is delivered carries the licences of its parts.
    license: { fileName: 'app/assets/licences.md' },
  },
  server: {
    proxy: { '/api': proxied, '/signin': proxied, '/assets': proxied, '/favicon.svg': proxied },
  },
});
