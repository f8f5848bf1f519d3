/** How the client becomes files: into `.build/client`, everything with a hash in its name, nothing inline (the pages forbid it). */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('client'),
  cacheDir: at('.build/vite'),
  clearScreen: false,
  build: {
    outDir: at('.build/client'),
    emptyOutDir: true,
    // The first versions with `light-dark()`: left as written, since its fallback does not follow `data-theme`.
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    assetsDir: 'assets',
    // Content-Security-Policy is `default-src 'self'`: no data: fonts or pictures, no inline scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
