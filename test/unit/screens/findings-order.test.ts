/** The order in which a list stands on screen: it follows the facts, unless somebody reads or writes in it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ShownOrder } from '../../../client/screens/evaluation/findings-order.ts';

const things = (ids: string, hidden = '') => [...ids].map((id) => ({ id, hidden: hidden.includes(id) }));
const shown = (order: ShownOrder<string>) => order.shown.join('');
function ordered(ids: string): ShownOrder<string> {
  const order = new ShownOrder<string>();
  order.see(things(ids));
  return order;
}

test('nobody in it: it is as the facts have it', () => {
  const order = ordered('abc');
  order.see(things('cab'));
  expect([shown(order), order.isBehind]).toEqual(['cab', false]);
});

test('held: what others move stays until it is let go of, or asked for', () => {
  const order = ordered('abcd');
  order.hold(true);
  order.see(things('dabc'));
  expect([shown(order), order.isBehind]).toEqual(['abcd', true]);
  order.catchUp();
  expect([shown(order), order.isBehind]).toEqual(['dabc', false]);
  order.see(things('abcd'));
  expect(shown(order)).toBe('dabc');
  order.hold(false);
  expect([shown(order), order.isBehind]).toEqual(['abcd', false]);
});

test('held: what is new stands behind what it follows, first if it is first', () => {
  const order = ordered('abc');
  order.hold(true);
  order.see(things('nabmco'));
  expect([shown(order), order.isBehind]).toEqual(['nabmco', false]);
});

test('one’s own move shows at once, among what others moved meanwhile', () => {
  const order = ordered('abcd');
  order.hold(true);
  order.see(things('dabc'));
  order.move('c', 'a');
  order.see(things('dcab'));
  expect([shown(order), order.isBehind]).toEqual(['cabd', true]);
  order.move('c', null);
  expect(shown(order)).toBe('abdc');
});

test('steps: one up, one down, and none over the ends', () => {
  const order = ordered('abc');
  expect([order.step('a', -1), order.step('b', -1), order.step('a', 1), order.step('b', 1), order.step('c', 1)]).toEqual([
    undefined,
    'a',
    'c',
    null,
    undefined,
  ]);
});

test('what is hidden while it stands there keeps its place; what was hidden before has none', () => {
  const order = new ShownOrder<string>();
  order.see(things('abcx', 'x'));
  expect(shown(order)).toBe('abc');
  order.see(things('abcx', 'xb'));
  expect(shown(order)).toBe('abc');
  order.see(things('abcx'));
  expect(shown(order)).toBe('abcx');
});

test('held or not, it shows each thing once, and all of them', () => {
  const order = fc.shuffledSubarray([...'abcdefgh']);
  const step = fc.record({ see: order, hold: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const list = new ShownOrder<string>();
      for (const { see, hold } of steps) {
        list.hold(hold);
        list.see(things(see.join('')));
        expect([...list.shown].sort()).toEqual([...see].sort());
      }
      list.hold(false);
      expect(list.shown).toEqual(steps.at(-1)?.see ?? []);
    }),
  );
});
