/** Light, dark, or as the system has it: a choice of this device, kept in its local storage. public/first.js applies it at start. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const key = 'samsyn.theme';

export function rememberedTheme(): Theme {
  const kept = read(key);
  return themes.find((theme) => theme === kept) ?? 'system';
}

export function chooseTheme(theme: Theme): void {
  write(key, theme);
  applyTheme(theme);
}

function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** Storage may be forbidden by the browser; the choice then lasts as long as the page. */
export function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function write(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // As above: nothing is lost but the memory of it.
  }
}
