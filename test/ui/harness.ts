/** The page on which single elements are tried: loads every element of `client/ui` and `client/editor` with the styles, and mounts one. */
import { setLanguage, type Language } from '../../client/i18n/language.ts';
import './harness-probe.ts';

export interface MountOptions {
  readonly theme?: 'light' | 'dark';
  readonly language?: Language;
  /** What stands between the tags: slotted elements or text. */
  readonly html?: string;
  /** Events to be remembered from the start. */
  readonly listen?: readonly string[];
}
interface Heard {
  readonly type: string;
  readonly detail: unknown;
}
type Mounted = HTMLElement & { updateComplete?: Promise<unknown> };

declare global {
  interface Window {
    harness: Promise<Harness>;
  }
}

const styles = import.meta.glob('../../client/styles/base.css');
const elements = import.meta.glob('../../client/{ui,editor}/**/*.ts');

export class Harness {
  readonly #heard: Heard[] = [];
  /** @param faults modules that could not be loaded, one line each */
  constructor(readonly faults: readonly string[]) {}

  async mount(tag: string, properties: object, options: MountOptions): Promise<void> {
    if (customElements.get(tag) === undefined) throw new Error([`<${tag}> is not defined.`, ...this.faults].join('\n'));
    if (options.theme) document.documentElement.dataset['theme'] = options.theme;
    setLanguage(options.language ?? 'sv');
    const element = document.createElement(tag) as Mounted;
    for (const type of options.listen ?? []) {
      element.addEventListener(type, (event) => this.#heard.push({ type, detail: event instanceof CustomEvent ? event.detail : null }));
    }
    element.innerHTML = options.html ?? '';
    Object.assign(element, properties);
    const stage = document.querySelector('#stage');
    if (stage === null) throw new Error('The harness page has no stage.');
    stage.replaceChildren(element);
    await element.updateComplete;
    await document.fonts.ready;
  }

  async set(properties: object): Promise<void> {
    const element = document.querySelector<Mounted>('#stage > *');
    Object.assign(element ?? {}, properties);
    await element?.updateComplete;
  }

  heard(type: string): readonly unknown[] {
    return this.#heard.filter((event) => event.type === type).map((event) => event.detail);
  }
}

async function load(): Promise<Harness> {
  const faults: string[] = [];
  const load = (modules: typeof elements) =>
    Promise.all(Object.entries(modules).map(([path, read]) => read().catch((error: unknown) => faults.push(`${path}: ${String(error)}`))));
  // The order of the layers is said by the first style sheet that comes: the document's, as on every page of ours.
  await load(styles);
  await load(elements);
  return new Harness(faults);
}
window.harness = load();
