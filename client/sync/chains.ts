/** One's own commands on the same thing, in a row: offline work is never stale against itself. */
import type { Command } from '../../shared/domain/commands.ts';
import { isVersioned, thingsOf } from './things.ts';

export class Chains {
  /** For each versioned thing: one's own commands lead from version `from` to version `to`. */
  readonly #chains = new Map<string, { readonly from: number; readonly to: number }>();

  /** `base` with one's own earlier commands on the same thing accounted for. */
  chained(command: Command, base: number | undefined): number | undefined {
    const chain = this.#chains.get(thingsOf(command)[0] ?? '');
    if (base === undefined || !chain || !isVersioned(command)) return base;
    return base >= chain.from && base <= chain.to ? chain.to : base;
  }

  /** The same, and the command is part of the chain from now on. */
  add(command: Command, base: number | undefined): number | undefined {
    if (!isVersioned(command)) return base;
    const thing = thingsOf(command)[0] ?? '';
    const before = this.#chains.get(thing);
    const next = this.chained(command, base);
    if (next === undefined) this.#chains.delete(thing);
    else this.#chains.set(thing, { from: before?.to === next ? before.from : next, to: next + 1 });
    return next;
  }

  /** A no: what was built on is not there. */
  cut(things: readonly string[]): void {
    for (const thing of things) this.#chains.delete(thing);
  }
}
