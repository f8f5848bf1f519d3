/** The page's side of the tests of the instruments: the screen with a server that keeps them in memory and judges files by the real reader. */
import '../../client/screens/instruments.ts';
import type { InstrumentsApi } from '../../client/screens/instruments/ports.ts';
import { setLanguage, type Language } from '../../client/i18n/language.ts';
import { Instrument } from '../../shared/domain/instrument.ts';
import { readInstrument } from '../../shared/domain/instrument-file.ts';
import { criteriaOf } from '../../shared/domain/evaluation.ts';
import { err, ok } from '../../shared/domain/result.ts';
import v31 from '../../shared/instruments/kommunkompassen-3.1.json' with { type: 'json' };
import { memberId } from '../support/builders.ts';

export type Story = { readonly owner: boolean; readonly language?: Language; readonly theme?: 'light' | 'dark' };

class Server implements InstrumentsApi {
  readonly kept = [Instrument.parse(v31)];

  instruments() {
    const rows = this.kept.map(({ id, label, name, version, maxPoints, areas, ...rest }) => {
      const criteria = criteriaOf({ id, label, name, version, maxPoints, areas, ...rest }).length;
      return { id, label, name, version, owner: null, maxPoints, areas: areas.length, criteria };
    });
    return Promise.resolve(ok({ instruments: rows } as never));
  }

  instrument(id: string) {
    const found = this.kept.find((each) => each.id === id);
    return Promise.resolve(found ? ok(found) : err({ status: 404, code: 'instrument/unknown', facts: {}, rule: '' }));
  }

  addInstrument(json: string) {
    const read = readInstrument(json);
    if (!read.ok) return Promise.resolve(err({ status: 422, code: 'instrument/faulty', facts: {}, rule: 'I1', faults: read.error }));
    this.kept.push(read.value);
    return Promise.resolve(ok({ id: read.value.id }));
  }
}

export async function stage({ owner, language = 'sv', theme = 'light' }: Story): Promise<void> {
  setLanguage(language);
  document.documentElement.dataset['theme'] = theme;
  const screen = document.createElement('sam-instruments-screen');
  screen.me = { id: memberId('karin'), name: 'Karin', language, owner };
  screen.api = new Server();
  document.querySelector('#stage')?.replaceChildren(screen);
  await screen.updateComplete;
}
