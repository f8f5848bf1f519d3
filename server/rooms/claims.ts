/**
 * Whose a client id is in one room. The first update that brings an id claims it for its sender, for ever: two people
 * writing under one id would give equal state vectors and different text, and nobody could find out.
 */
import type { MemberId } from '../../shared/domain/ids.ts';
import { nobodysClient } from './stored.ts';

export class Claims {
  readonly #owners: Map<number, MemberId>;
  readonly #counts = new Map<MemberId, number>();

  constructor(owners: ReadonlyMap<number, MemberId>) {
    this.#owners = new Map(owners);
    for (const owner of owners.values()) this.#counts.set(owner, this.countOf(owner) + 1);
  }

  ownerOf(client: number): MemberId | 'server' | undefined {
    return client === nobodysClient ? 'server' : this.#owners.get(client);
  }

  countOf(member: MemberId): number {
    return this.#counts.get(member) ?? 0;
  }

  claim(client: number, member: MemberId): void {
    this.#owners.set(client, member);
    this.#counts.set(member, this.countOf(member) + 1);
  }
}
