/** Whether what was done here is safe, in the cases the saved indicator tells apart. */
import type { Command } from '../../shared/domain/commands.ts';
import type { EvaluationId, SectionId, Time } from '../../shared/domain/ids.ts';
import type { Fact } from '../../shared/domain/refusals.ts';
import type { Closing } from '../../shared/protocol/closings.ts';

export type Facts = Readonly<Record<string, Fact>>;

/** Why a replica is over. `code` and `facts` are those of the server's reject where one came before the close. */
export type Closed = { readonly closing: Closing; readonly code: string; readonly facts: Facts };

/** Nothing; only in this tab's memory; on this device, also when the browser ends; in memory because the device is full. */
export type Where = 'nothing' | 'page' | 'device' | 'full';

/** `at`: when the last change of one's own was acknowledged, by this device's clock; null: nothing was changed since joining. */
export type Saved =
  | { readonly state: 'joining' }
  | { readonly state: 'saved'; readonly at: Time | null }
  | { readonly state: 'saving' }
  /** `unsent`: where that lies which is not on the server yet. */
  | { readonly state: 'disconnected'; readonly unsent: Where }
  /** Something is set aside (the oldest one is named); it stays so until it is discarded. */
  | { readonly state: 'refused'; readonly section: SectionId | null; readonly code: string; readonly facts: Facts };

/** Work that was not accepted, kept on this device until its author lets it go. */
export type Rescue = {
  readonly id: string;
  readonly evaluation: EvaluationId;
  readonly code: string;
  readonly facts: Facts;
  readonly at: Time;
} & (
  | {
      readonly kind: 'text';
      readonly section: SectionId;
      /** The words, to be read and copied; empty where only something was deleted. */
      readonly text: string;
      /** The same for the document: what the server lacked, as an update on what it had. null: there is no way back but the words. */
      readonly update: Uint8Array | null;
    }
  /** A command that had to wait for the network and was then refused: who gave it may have left its screen. */
  | { readonly kind: 'command'; readonly command: Command }
);
export type SetAside = Rescue;

/** What became of a command. Only a rule's no is a refusal: no network and a busy server make it wait. */
export type Outcome =
  { readonly ok: true } | { readonly ok: false; readonly refusal: { readonly code: string; readonly facts: Facts; readonly rule: string } };

type Parts = {
  readonly setAside: readonly SetAside[];
  readonly joined: boolean;
  readonly online: boolean;
  readonly unsent: Where;
  readonly at: Time | null;
};

/** The one thing to say, the worst first. */
export function savedState({ setAside: [refused], joined, online, unsent, at }: Parts): Saved {
  if (refused)
    return { state: 'refused', section: refused.kind === 'text' ? refused.section : null, code: refused.code, facts: refused.facts };
  if (!joined) return unsent === 'nothing' ? { state: 'joining' } : { state: 'disconnected', unsent };
  if (!online) return { state: 'disconnected', unsent };
  return unsent === 'nothing' ? { state: 'saved', at } : { state: 'saving' };
}
