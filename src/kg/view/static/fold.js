// Communities drawn as one node each: their best connected member stands for all, and lines to any of them lead to it.
const Fold = (() => {
  const { nodes, edges, communities } = Data;
  /** By folded community: the member that stands for it, among those that the filters leave. */
  const standIns = new Map();

  /** After every change. A path and a neighbourhood are about single nodes: nothing is folded there. */
  function run(s) {
    standIns.clear();
    if (s.path || s.depth) return;
    for (const c of s.folded) {
      const on = communities[c].members.filter((i) => Filter.nodeOn[i]);
      if (on.length > 1) standIns.set(c, on.reduce((a, b) => (Data.rank[b] < Data.rank[a] ? b : a)));
    }
  }

  /** The node that stands for this one on the canvas: itself, where its community isn't folded. */
  const standIn = (i) => standIns.get(nodes.community[i]) ?? i;
  const isFolded = (i) => standIns.get(nodes.community[i]) === i;
  const members = (i) => (isFolded(i) ? communities[nodes.community[i]].members.filter((m) => Filter.nodeOn[m]) : [i]);
  /** Those of some size: pairs beside the rest are no crowd. */
  const all = () => communities.flatMap((c, number) => (c.members.length > 2 ? [number] : []));

  return {
    run, standIn, isFolded, members, all,
    any: () => standIns.size > 0,
    ends: (e) => [standIn(edges.from[e]), standIn(edges.to[e])],
    hides: (i) => standIn(i) !== i,
    has: (number) => standIns.has(number),
    /** Folds the community of a node, or opens it. */
    toggle: (i) => State.set({ folded: State.toggled(State.now.folded, nodes.community[i]) }),
    toggleAll: () => State.set({ folded: new Set(State.now.folded.size ? [] : all()) }),
    /** Opens the community that hides this node. */
    reveal: (i) => { if (standIn(i) !== i) State.set({ folded: State.toggled(State.now.folded, nodes.community[i]) }); },
  };
})();
