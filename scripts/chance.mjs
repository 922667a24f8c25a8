// Chance that is the same on every machine (xorshift), for what the oracles make up.
export function chance(seed) {
  let state = seed;
  const random = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const below = (n) => Math.floor(random() * n);
  return { random, below, one: (list) => list[below(list.length)], often: (share) => random() < share };
}
