/* Runs before anything is drawn or loaded: the theme of this device (else the page flashes), and no code from strings. */
try {
  const theme = localStorage.getItem('samsyn.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden: then the system's theme holds.
}
// The pages forbid code from strings (CSP); zod would try it as soon as its first schema is made, and be told off in the console.
globalThis.__zod_globalConfig = { jitless: true };
