/** An instrument as a file of its own: the very JSON that can be read in. */
import type { Instrument } from '../../../shared/domain/instrument.ts';

export function fileOf(instrument: Instrument): { readonly href: string; readonly name: string } {
  const json = JSON.stringify(instrument, null, 2);
  return { href: `data:application/json;charset=utf-8,${encodeURIComponent(json)}`, name: `${instrument.id}.json` };
}
