// An n-gram model of characters with interpolated Kneser–Ney smoothing (Kneser & Ney 1995; Chen & Goodman 1999, eq. 17–27).

/** One order: counts of each symbol after each context, and what they add up to. */
function tally(ids, order) {
  const contexts = new Map();
  for (let at = order - 1; at < ids.length; at++) {
    const context = contextBefore(ids, at, order - 1);
    let entry = contexts.get(context);
    if (!entry) contexts.set(context, (entry = { counts: new Map(), total: 0 }));
    entry.counts.set(ids[at], (entry.counts.get(ids[at]) ?? 0) + 1);
    entry.total++;
  }
  return contexts;
}

/** The symbols before a place as one key. */
function contextBefore(ids, at, length) {
  let key = '';
  for (let back = length; back > 0; back--) key += String.fromCharCode(ids[at - back]);
  return key;
}

/** Counts for a lower order: in how many different contexts one symbol longer each symbol was seen. */
function continuations(higher) {
  const contexts = new Map();
  for (const [context, { counts }] of higher) {
    const shorter = context.slice(1);
    let entry = contexts.get(shorter);
    if (!entry) contexts.set(shorter, (entry = { counts: new Map(), total: 0 }));
    for (const symbol of counts.keys()) {
      entry.counts.set(symbol, (entry.counts.get(symbol) ?? 0) + 1);
      entry.total++;
    }
  }
  return contexts;
}

/** n1 / (n1 + 2·n2): what absolute discounting takes from each count. */
function discountOf(contexts) {
  let once = 0;
  let twice = 0;
  for (const { counts } of contexts.values()) {
    for (const count of counts.values()) {
      if (count === 1) once++;
      if (count === 2) twice++;
    }
  }
  return once / (once + 2 * twice);
}

/**
 * @param ids the training text as whole numbers below `symbols`
 * @param order symbols of an n-gram: 5 looks at four before the one to come
 * @returns bits per symbol of another text, each given those before it
 */
export function kneserNey(ids, order, symbols) {
  const levels = [tally(ids, order)];
  while (levels.length < order) levels.push(continuations(levels[levels.length - 1]));
  const discounts = levels.map(discountOf);
  const probability = (text, at) => {
    let value = 1 / symbols;
    for (let level = order - 1; level >= 0; level--) {
      const length = order - 1 - level;
      if (at < length) break;
      const entry = levels[level].get(contextBefore(text, at, length));
      if (!entry) break;
      const { counts, total } = entry;
      const kept = Math.max(0, (counts.get(text[at]) ?? 0) - discounts[level]) / total;
      value = kept + (discounts[level] * counts.size * value) / total;
    }
    return value;
  };
  return (text) => {
    let bits = 0;
    for (let at = 0; at < text.length; at++) bits -= Math.log2(probability(text, at));
    return bits / text.length;
  };
}
