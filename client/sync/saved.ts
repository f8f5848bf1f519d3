/** Whether what was done here is safe, in the cases the saved indicator tells apart. */
import type { Command } from '../../shared/domain/commands.ts';
import type { SectionId, Time } from '../../shared/domain/ids.ts';
import type { Fact } from '../../shared/domain/refusals.ts';

export type Facts = Readonly<Record<string, Fact>>;

/** `at`: when the last change of one's own was acknowledged, by this device's clock; null: nothing was changed since joining. */
export type Saved =
  | { readonly state: 'joining' }
  | { readonly state: 'saved'; readonly at: Time | null }
  | { readonly state: 'saving' }
  /** `unsent`: something done here is not on the server yet. */
  | { readonly state: 'disconnected'; readonly unsent: boolean }
  /** Something is set aside (the oldest one is named); it stays so until it is discarded. */
  | { readonly state: 'refused'; readonly section: SectionId | null; readonly code: string; readonly facts: Facts };

/** Work that was not accepted and is kept in memory until its author lets it go. */
export type SetAside =
  | {
      readonly kind: 'text';
      readonly section: SectionId;
      readonly code: string;
      readonly facts: Facts;
      readonly text: string;
      readonly at: Time;
    }
  /** A command that had to wait for the network and was then refused: who gave it may have left its screen. */
  | { readonly kind: 'command'; readonly command: Command; readonly code: string; readonly facts: Facts; readonly at: Time };

/** What became of a command. Only a rule's no is a refusal: no network and a busy server make it wait. */
export type Outcome =
  { readonly ok: true } | { readonly ok: false; readonly refusal: { readonly code: string; readonly facts: Facts; readonly rule: string } };

type Parts = {
  readonly setAside: readonly SetAside[];
  readonly joined: boolean;
  readonly online: boolean;
  readonly unsent: boolean;
  readonly at: Time | null;
};

/** The one thing to say, the worst first. */
export function savedState({ setAside: [refused], joined, online, unsent, at }: Parts): Saved {
  if (refused)
    return { state: 'refused', section: refused.kind === 'text' ? refused.section : null, code: refused.code, facts: refused.facts };
  if (!joined) return unsent ? { state: 'disconnected', unsent } : { state: 'joining' };
  if (!online) return { state: 'disconnected', unsent };
  return unsent ? { state: 'saving' } : { state: 'saved', at };
}
