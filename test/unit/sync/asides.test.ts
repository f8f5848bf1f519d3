/** Records of what was not accepted, in a tab and on its device: each once, none forgotten, and none that comes back once it is let go of. */
import { expect, test } from 'vitest';
import { Asides } from '../../../client/sync/asides.ts';
import { keepAside, readAside } from '../../../client/sync/local/aside.ts';
import type { Rescue } from '../../../client/sync/saved.ts';
import { ben, evaluationId, planText } from '../../support/builders.ts';
import { aLocal, fillUp, onDisk, written } from './disk.ts';

onDisk();

const rescue = (id: string, at = 1): Rescue => ({
  id,
  evaluation: evaluationId,
  code: 'section/signed-off',
  facts: {},
  at,
  kind: 'text',
  section: planText,
  text: id,
  update: null,
});
const shown = (asides: Asides) => asides.all.get().map(({ id }) => id);

async function onThisDevice() {
  const local = await aLocal(ben, 'a');
  const said: string[] = [];
  return { local, said, asides: new Asides(local, evaluationId, ({ type }) => said.push(type)) };
}

test('one that was kept and read before it is told of is shown once', async () => {
  const { local, asides } = await onThisDevice();
  await keepAside(local, rescue('a'));
  await asides.read();
  await asides.add([rescue('a')], true);
  expect(shown(asides)).toEqual(['a']);
});

test('what is told while the disk is read is not forgotten', async () => {
  const { local, asides } = await onThisDevice();
  const reading = asides.read();
  const keeping = keepAside(local, rescue('a'));
  const adding = asides.add([rescue('a')], true);
  await Promise.all([reading, keeping, adding]);
  expect(shown(asides)).toEqual(['a']);
});

test('what one lets go of while the disk is read does not come back', async () => {
  const { local, asides, said } = await onThisDevice();
  await asides.add([rescue('a'), rescue('b', 2)], false);
  const reading = asides.read();
  asides.drop(rescue('a'));
  await reading;
  expect(shown(asides)).toEqual(['b']);
  await written();
  await asides.read();
  expect([shown(asides), (await readAside(local, evaluationId)).map(({ id }) => id), said]).toEqual([['b'], ['b'], ['aside', 'aside']]);
});

test('what the disk refuses is shown from memory, and closing would lose it', async () => {
  const { asides } = await onThisDevice();
  const makeRoom = fillUp();
  await asides.add([rescue('a')], false);
  makeRoom();
  await asides.read();
  expect([shown(asides), asides.hasUnkept]).toEqual([['a'], true]);
  expect(asides.takeUnkept().map(({ id }) => id)).toEqual(['a']);
  expect([shown(asides), asides.hasUnkept]).toEqual([[], false]);
});

test('what one has let go of is gone from the screen, even if the disk would not hear of it', async () => {
  const { local, asides } = await onThisDevice();
  await asides.add([rescue('a'), rescue('b', 2)], false);
  local.write = () => Promise.reject(new Error('it is broken'));
  asides.drop(rescue('a'));
  await written();
  await asides.read();
  expect(shown(asides)).toEqual(['b']);
});
