/** Names in the margin beside carets on the same line must not lie on each other: the later ones move down. */

/** Least distance between two names, px. */
const lineHeight = 17;

// The carets are measured, not the names: what was moved once would else be moved again.
export function stackNames(text: HTMLElement): void {
  const names = [...text.querySelectorAll<HTMLElement>('.colleague-name')];
  const first = names[0];
  if (first && names.length === 1) first.style.translate = '';
  if (names.length < 2) return;
  const placed = names
    .map((name) => ({ name, top: name.parentElement?.getBoundingClientRect().top ?? 0 }))
    .sort((one, other) => one.top - other.top || (one.name.textContent ?? '').localeCompare(other.name.textContent ?? ''));
  let lowest = Number.NEGATIVE_INFINITY;
  for (const { name, top } of placed) {
    const at = Math.max(top, lowest);
    lowest = at + lineHeight;
    name.style.translate = at === top ? '' : `0 ${Math.round(at - top)}px`;
  }
}
