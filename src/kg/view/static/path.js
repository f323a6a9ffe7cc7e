// The shortest way between two nodes over what the filters leave, in either direction of the relations.
const Path = (() => {
  function walk(from, to) {
    const before = new Map([[from, -1]]);
    let ring = [from];
    while (ring.length && !before.has(to)) {
      const next = [];
      for (const i of ring) for (const e of Data.edgesAt(i)) {
        const o = Data.other(e, i);
        if (Filter.edgeOn[e] && !before.has(o)) { before.set(o, i); next.push(o); }
      }
      ring = next;
    }
    return before;
  }

  /** Steps from the first node to the second: [{node, edges}], edges being all relations with the node before; empty where there is no way. */
  function find(from, to) {
    const before = walk(from, to);
    if (!before.has(to) || from === to) return [];
    const steps = [];
    for (let i = to; i !== from; i = before.get(i)) steps.unshift({ node: i, edges: Data.between(i, before.get(i)).filter((e) => Filter.edgeOn[e]) });
    return steps;
  }

  return { find };
})();
