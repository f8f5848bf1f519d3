/** Asked any number of times, done once: after a while, or with the next frame. */
export type Once = { readonly ask: () => void; readonly stop: () => void };

/** After `ms`, counted from the first time it is asked. */
export function soon(ms: number, act: () => void): Once {
  return later(
    (go) => setTimeout(go, ms),
    (timer) => clearTimeout(timer),
    act,
  );
}

/** At once, or as soon as `ms` have passed since the last time. Never while it is being asked. */
export function spaced(ms: number, act: () => void): Once {
  let done = -Infinity;
  return later(
    (go) => setTimeout(go, Math.max(0, done + ms - performance.now())),
    (timer) => clearTimeout(timer),
    () => {
      done = performance.now();
      act();
    },
  );
}

/** When the browser is about to draw. Not in a page that nobody sees. */
export function withFrame(act: () => void): Once {
  return later(requestAnimationFrame, cancelAnimationFrame, act);
}

function later<T>(ask: (go: () => void) => T, cancel: (waiting: T) => void, act: () => void): Once {
  let waiting: T | null = null;
  return {
    ask: () => {
      waiting ??= ask(() => {
        waiting = null;
        act();
      });
    },
    stop: () => {
      if (waiting !== null) cancel(waiting);
      waiting = null;
    },
  };
}
