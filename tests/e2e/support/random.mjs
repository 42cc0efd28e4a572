// Randomness that can be repeated: SEED=n runs the same test again.

export const seed = Number(process.env.SEED ?? 20261123);

export class Random {
  constructor(salt = '') {
    this.state = seed >>> 0;
    for (const c of salt) this.state = (Math.imul(this.state, 31) + c.charCodeAt(0)) >>> 0;
  }

  // Mulberry32: 0 ≤ x < 1.
  unit() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  // A whole number, from ≤ x < to.
  between(from, to) {
    return from + Math.floor(this.unit() * (to - from));
  }

  shuffled(list) {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; --i) {
      const j = this.between(0, i + 1);
      [copy[i], copy[j]] = [copy[j], copy[i]];
    }
    return copy;
  }
}
