/** The instruments that come with the product: put into a store that lacks them, and never touched again. */
import { Instrument } from '../shared/domain/instrument.ts';
import revision2020 from '../shared/instruments/kommunkompassen-2020.json';
import version31 from '../shared/instruments/kommunkompassen-3.1.json';
import type { Ports } from './ports.ts';

export const shippedInstruments: readonly Instrument[] = [revision2020, version31].map((file) => Instrument.parse(file));

export async function seedInstruments({ store, clock }: Pick<Ports, 'store' | 'clock'>): Promise<void> {
  for (const instrument of shippedInstruments) {
    if (!(await store.findInstrument(instrument.id))) await store.insertInstrument(instrument, null, clock.now());
  }
}
