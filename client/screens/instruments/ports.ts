/** What the instruments' screen asks of the server; `client/api.ts` in the browser, answers of a test in tests. */
import type { Instrument } from '../../../shared/domain/instrument.ts';
import type { InstrumentId } from '../../../shared/domain/ids.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { InstrumentMade, Instruments } from '../../../shared/protocol/http.ts';
import type { Failure } from '../../sync/ports.ts';

export type InstrumentsApi = {
  readonly instruments: () => Promise<Result<Instruments, Failure>>;
  readonly instrument: (id: InstrumentId) => Promise<Result<Instrument, Failure>>;
  readonly addInstrument: (json: string) => Promise<Result<InstrumentMade, Failure>>;
};
