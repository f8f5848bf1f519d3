/** A token bucket: so many at once, so many more per second. Time is given in milliseconds of any steady clock. */
export type Rate = { readonly burst: number; readonly perSecond: number };

export class Bucket {
  #tokens: number;
  #filledAt: number;
  readonly #rate: Rate;

  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#filledAt = now;
  }

  /** Takes one token; false if there is none. */
  take(now: number): boolean {
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + ((now - this.#filledAt) / 1000) * this.#rate.perSecond);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
