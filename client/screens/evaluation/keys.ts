/** Single keys of the evaluation: which one was meant, if any, and whether they are in use (WCAG 2.1.4: they can be turned off). */

export const keyActs = { j: 'next', k: 'previous', n: 'missing', p: 'points', t: 'text', i: 'finding', '/': 'find', '?': 'list' } as const;
export type KeyAct = (typeof keyActs)[keyof typeof keyActs];

const offKey = 'samsyn.keys';
const fields =
  'input:not([type=radio], [type=checkbox], [type=range], [type=button]), textarea, select, [contenteditable]:not([contenteditable=false])';

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'defaultPrevented' | 'isComposing'> & {
  getModifierState(key: string): boolean;
  composedPath(): readonly EventTarget[];
};

/** What a key press asks for. Null in a field, in a dialog, with a modifier (signs may need Shift): AltGr writes characters on Nordic keyboards. */
export function keyAct(event: Pressed): KeyAct | null {
  if (event.defaultPrevented || event.isComposing) return null;
  if (event.ctrlKey || event.metaKey || event.altKey || event.getModifierState('AltGraph')) return null;
  const key = event.key.toLowerCase();
  if (!(key in keyActs) || (event.shiftKey && /[a-z]/.test(key))) return null;
  // Inside shadow trees too: the path starts where the key was pressed.
  for (const target of event.composedPath()) if (target instanceof Element && target.matches(`${fields}, dialog`)) return null;
  return keyActs[key as keyof typeof keyActs];
}

export function keysInUse(): boolean {
  return localStorage.getItem(offKey) !== 'off';
}

export function useKeys(use: boolean): void {
  if (use) localStorage.removeItem(offKey);
  else localStorage.setItem(offKey, 'off');
}
