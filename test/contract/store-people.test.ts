/** What every store promises of people, sessions, invitations, links and instruments. */
import { describe, expect, test } from 'vitest';
import type { InstrumentId } from '../../shared/domain/ids.ts';
import { err, ok } from '../../shared/domain/result.ts';
import type { Link, Session } from '../../server/ports.ts';
import { stores } from './stores.ts';
import { ada, anInstrument, anInvitation, aPerson, ben, chi, events, invitationId, noon, torsas, uses, vellinge } from './rows.ts';

const used = err({ lost: 'invitation' });

describe.each(stores)('a store (%s)', (_name, open) => {
  describe('people', () => {
    test('are found one by one, some, or all in the order they came', async () => {
      const store = await open();
      expect(await store.findPerson(ada)).toBeNull();
      expect(await store.listPeople()).toEqual([]);
      const first = aPerson(chi, { createdAt: 1, owner: true, language: 'nb' });
      const others = [aPerson(ada, { createdAt: 2 }), aPerson(ben, { createdAt: 2 })];
      for (const person of [...others, first]) await store.insertPerson(person);
      expect(await store.findPerson(chi)).toEqual(first);
      expect(await store.listPeople()).toEqual([first, ...others]);
      expect(await store.findPeople([ben, torsas as never, chi, ben])).toEqual([first, others[1]]);
      expect(await store.findPeople([])).toEqual([]);
    });

    test('change in what is named and nothing else; an id is given once', async () => {
      const store = await open();
      await store.insertPerson(aPerson(ada));
      await store.insertPerson(aPerson(ben));
      await store.updatePerson(ada, { name: 'Ada' });
      await store.updatePerson(ada, { language: 'en', owner: true });
      await store.updatePerson(ada, {});
      expect(await store.findPerson(ada)).toEqual(aPerson(ada, { name: 'Ada', language: 'en', owner: true }));
      expect(await store.findPerson(ben)).toEqual(aPerson(ben));
      await expect(store.insertPerson(aPerson(ada))).rejects.toThrow();
      await expect(store.updatePerson(chi, { name: 'Chi' })).rejects.toThrow();
    });
  });

  describe('sessions', () => {
    const session = (tokenHash: string, person = ada): Session => ({ tokenHash, person, createdAt: noon, expiresAt: noon + 1 });

    test('are found by their token, and end here or everywhere', async () => {
      const store = await open();
      await store.insertPerson(aPerson(ada));
      await store.insertPerson(aPerson(ben));
      for (const each of [session('a1'), session('a2'), session('a3'), session('b1', ben)]) await store.insertSession(each);
      expect(await store.findSession('a1')).toEqual(session('a1'));
      expect(await store.findSession('nothing')).toBeNull();
      await store.deleteSession('a1');
      await store.deleteSession('nothing');
      expect(await store.findSession('a1')).toBeNull();
      expect([...(await store.deleteSessionsOf(ada))].sort()).toEqual(['a2', 'a3']);
      expect(await store.deleteSessionsOf(ada)).toEqual([]);
      expect(await store.findSession('a3')).toBeNull();
      expect(await store.findSession('b1')).toEqual(session('b1', ben));
    });

    test('belong to somebody, and a token to one of them', async () => {
      const store = await open();
      await expect(store.insertSession(session('a1'))).rejects.toThrow();
      await store.insertPerson(aPerson(ada));
      await store.insertSession(session('a1'));
      await expect(store.insertSession(session('a1'))).rejects.toThrow();
    });
  });

  test('takes sessions and links away once they have ended, and no other', async () => {
    const store = await open();
    await store.insertPerson(aPerson(ada));
    for (const [tokenHash, expiresAt] of [
      ['past', noon - 1],
      ['now', noon],
      ['later', noon + 1],
    ] as const) {
      await store.insertSession({ tokenHash, person: ada, createdAt: noon - 9, expiresAt });
      await store.insertLink({ tokenHash, purpose: 'device', person: ada, expiresAt: expiresAt - 5 });
    }
    await store.insertLink({ tokenHash: 'never', purpose: 'owner', person: null, expiresAt: null });
    expect(await store.deleteExpired(noon, noon - 6)).toBe(3);
    const left = async (find: (token: string) => Promise<unknown>) =>
      (await Promise.all(['past', 'now', 'later', 'never'].map(async (token) => ((await find(token)) ? [token] : [])))).flat();
    expect(await left((token) => store.findSession(token))).toEqual(['later']);
    expect(await left((token) => store.findLink(token))).toEqual(['now', 'later', 'never']);
    expect(await store.deleteExpired(noon, noon - 6)).toBe(0);
  });

  describe('invitations', () => {
    test('are found by token and listed by evaluation, oldest first', async () => {
      const store = await open();
      const late = anInvitation('late', { createdAt: noon + 5, note: 'Välkommen!' });
      const early = anInvitation('early');
      for (const each of [late, early, anInvitation('elsewhere', { evaluation: vellinge })]) await store.insertInvitation(each);
      expect(await store.findInvitation(late.tokenHash)).toEqual(late);
      expect(await store.findInvitation('nothing')).toBeNull();
      expect(await store.listInvitations(torsas)).toEqual([early, late]);
      await expect(store.insertInvitation(early)).rejects.toThrow();
      await expect(store.insertInvitation(anInvitation('other', { tokenHash: early.tokenHash }))).rejects.toThrow();
    });

    test('are used once, together with what the commit says', async () => {
      const store = await open();
      await store.insertInvitation(anInvitation('seat'));
      expect(await store.commit([{ ...events(torsas, 1), ...uses('seat', ben, noon + 999) }])).toEqual(ok(null));
      const seat = anInvitation('seat', { usedBy: ben, usedAt: noon + 999 });
      expect(await store.findInvitation(seat.tokenHash)).toEqual(seat);
      expect(await store.listInvitations(torsas)).toEqual([seat]);
      expect(await store.commit([{ ...events(torsas, 2), ...uses('seat', chi) }])).toEqual(used);
      expect((await store.readEvents(torsas)).length).toBe(1);
    });

    test('under a race are used by exactly one', async () => {
      const store = await open();
      await store.insertInvitation(anInvitation('seat'));
      const answers = await Promise.all([store.commit([uses('seat', ben)]), store.commit([uses('seat', chi)])]);
      expect(answers).toEqual([ok(null), used]);
      expect((await store.findInvitation('token of seat'))?.usedBy).toBe(ben);
    });

    test('past their end, revoked or unknown are not used', async () => {
      const store = await open();
      await store.insertInvitation(anInvitation('old'));
      await store.insertInvitation(anInvitation('revoked'));
      expect(await store.revokeInvitation(torsas, invitationId('revoked'), noon)).toBe(true);
      expect(await store.commit([uses('old', ben, noon + 1_000)])).toEqual(used);
      expect(await store.commit([uses('revoked', ben)])).toEqual(used);
      expect(await store.commit([uses('unknown', ben)])).toEqual(used);
      expect((await store.listInvitations(torsas)).map(({ usedBy }) => usedBy)).toEqual([null, null]);
    });

    test('are revoked once, in their own evaluation, unless used', async () => {
      const store = await open();
      await store.insertInvitation(anInvitation('seat'));
      await store.insertInvitation(anInvitation('taken'));
      await store.commit([uses('taken', ben)]);
      expect(await store.revokeInvitation(vellinge, invitationId('seat'), noon)).toBe(false);
      expect(await store.revokeInvitation(torsas, invitationId('unknown'), noon)).toBe(false);
      expect(await store.revokeInvitation(torsas, invitationId('taken'), noon)).toBe(false);
      expect(await store.revokeInvitation(torsas, invitationId('seat'), noon)).toBe(true);
      expect(await store.revokeInvitation(torsas, invitationId('seat'), noon + 1)).toBe(false);
      expect((await store.findInvitation('token of seat'))?.revokedAt).toBe(noon);
    });
  });

  describe('links', () => {
    const owner: Link = { tokenHash: 'o', purpose: 'owner', person: null, expiresAt: null };
    const device: Link = { tokenHash: 'd', purpose: 'device', person: ada, expiresAt: noon };

    test('are found without being used, and taken once under a race', async () => {
      const store = await open();
      await store.insertPerson(aPerson(ada));
      for (const link of [owner, device]) await store.insertLink(link);
      expect([await store.findLink('o'), await store.findLink('d'), await store.findLink('x')]).toEqual([owner, device, null]);
      expect(await Promise.all([store.takeLink('d'), store.takeLink('d'), store.takeLink('x')])).toEqual([device, null, null]);
      expect(await store.findLink('d')).toBeNull();
      expect(await store.takeLink('o')).toEqual(owner);
    });

    test('are withdrawn by purpose and person, nobody being a person of its own', async () => {
      const store = await open();
      await store.insertPerson(aPerson(ada));
      for (const link of [owner, device, { ...owner, tokenHash: 'o2', person: ada }]) await store.insertLink(link);
      await store.deleteLinks('owner', null);
      expect([await store.findLink('o'), await store.findLink('o2'), await store.findLink('d')].map((each) => each !== null)).toEqual([
        false,
        true,
        true,
      ]);
      await store.deleteLinks('device', ada);
      await store.deleteLinks('device', ben);
      expect(await store.findLink('d')).toBeNull();
      expect(await store.findLink('o2')).not.toBeNull();
    });

    test('belong to somebody known, and a token to one of them', async () => {
      const store = await open();
      await expect(store.insertLink(device)).rejects.toThrow();
      await store.insertLink(owner);
      await expect(store.insertLink(owner)).rejects.toThrow();
    });
  });

  describe('instruments', () => {
    test('are kept whole, listed in the order they came, and never change', async () => {
      const store = await open();
      const other = { ...anInstrument, id: 'other' as InstrumentId, name: 'Annan' };
      expect(await store.listInstruments()).toEqual([]);
      expect(await store.findInstrument(other.id)).toBeNull();
      expect(await store.insertInstrument(anInstrument, null, noon + 1)).toBe(true);
      expect(await store.insertInstrument(other, ada, noon)).toBe(true);
      expect(await store.insertInstrument({ ...anInstrument, name: 'Ändrad' }, ada, noon + 2)).toBe(false);
      expect(await store.findInstrument(anInstrument.id)).toEqual(anInstrument);
      expect(await store.listInstruments()).toEqual([other, anInstrument]);
    });
  });
});
