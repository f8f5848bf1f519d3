/**
 * A row dragged by its handle with a mouse or a pen. Nothing moves until it is dropped: a line shows where it would come to
 * stand. Esc lets go of it. Fingers scroll; they have the menu.
 */

/** Closer than this, in px, it is a press. */
const slack = 4;
/** From the window's edges, px, and how fast the page then scrolls, px a frame. */
const edge = 72;
const speed = 10;

type Drag = {
  readonly row: HTMLElement;
  /** The rows in order, the dragged one among them. */
  readonly rows: () => readonly HTMLElement[];
  readonly began: () => void;
  /** `before`: the row it is dropped before; null: last; undefined: it was let go of. */
  readonly ended: (before: HTMLElement | null | undefined) => void;
};

export function beginDrag(press: PointerEvent, drag: Drag): void {
  if (press.pointerType === 'touch' || press.button !== 0) return;
  const { row } = drag;
  const from = press.clientY;
  let y = from;
  let isDragging = false;
  let before: HTMLElement | null | undefined;
  let frame = 0;
  const listening = new AbortController();

  const begin = () => {
    isDragging = true;
    // The press that began it is no click any more: what follows belongs to the row.
    row.setPointerCapture(press.pointerId);
    row.toggleAttribute('data-dragged', true);
    drag.began();
    frame = requestAnimationFrame(scroll);
  };
  const look = () => {
    const rows = drag.rows();
    before = rows.find((each) => y < middleOf(each)) ?? null;
    showLine(rows, staysThere(rows, row, before) ? undefined : before);
  };
  const scroll = () => {
    const by = y < edge ? -speed : y > innerHeight - edge ? speed : 0;
    if (by !== 0) {
      window.scrollBy(0, by);
      look();
    }
    frame = requestAnimationFrame(scroll);
  };
  const end = (isDropped: boolean) => {
    listening.abort();
    cancelAnimationFrame(frame);
    if (!isDragging) return;
    const rows = drag.rows();
    showLine(rows, undefined);
    row.toggleAttribute('data-dragged', false);
    drag.ended(isDropped && before !== undefined && !staysThere(rows, row, before) ? before : undefined);
  };

  const { signal } = listening;
  window.addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerId !== press.pointerId) return;
      y = event.clientY;
      if (!isDragging && Math.abs(y - from) >= slack) begin();
      if (isDragging) look();
    },
    { signal },
  );
  window.addEventListener('pointerup', (event) => event.pointerId === press.pointerId && end(true), { signal });
  window.addEventListener('pointercancel', () => end(false), { signal });
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !isDragging) return;
      event.preventDefault();
      end(false);
    },
    { signal },
  );
}

function middleOf(row: HTMLElement): number {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}

function staysThere(rows: readonly HTMLElement[], row: HTMLElement, before: HTMLElement | null): boolean {
  const at = rows.indexOf(row);
  return before === row || before === (rows[at + 1] ?? null);
}

/** undefined: no line. */
function showLine(rows: readonly HTMLElement[], before: HTMLElement | null | undefined): void {
  for (const row of rows) {
    if (row === before) row.dataset['drop'] = 'before';
    else if (before === null && row === rows.at(-1)) row.dataset['drop'] = 'after';
    else delete row.dataset['drop'];
  }
}
