/** How the client becomes files: into `.build/client`, everything with a hash in its name, nothing inline (the pages forbid it). */
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Parts of zod that no client asks for, a quarter of its weight: JSON schemas, which only the server's description of its API needs, and
 * English sentences about faults. Every schema refers to them, so nothing falls away by itself. What they export stays, and does nothing.
 */
const lighterZod: Plugin = {
  name: 'lighter-zod',
  apply: 'build',
  transform: {
    filter: { id: /\/zod\/v4\/(?:core\/(?:to-json-schema|json-schema-processors)|locales\/en)\.js$/ },
    handler(code) {
      const named = [...code.matchAll(/^export (?:(?:const|function) (\w+)|\{ \w+ as (\w+) \})/gm)].map(([, own, other]) => own ?? other);
      const sentences = /^export default/m.test(code) ? ['export default () => ({ localeError: () => undefined });'] : [];
      return [...named.map((name) => `export const ${name} = () => undefined;`), ...sentences].join('\n');
    },
  },
};

export default defineConfig({
  root: at('client'),
  cacheDir: at('.build/vite'),
  clearScreen: false,
  plugins: [lighterZod],
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
