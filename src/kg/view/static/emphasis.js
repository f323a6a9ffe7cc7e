// What stands out and what fades: a path, an edge, or a node with its neighbours.
const Emphasis = (() => {
  function ofNode(i) {
    const near = new Set([i]), lines = new Set();
    for (const m of Fold.members(i)) for (const e of Data.edgesAt(m)) if (Filter.edgeOn[e]) { lines.add(e); for (const end of Fold.ends(e)) near.add(end); }
    return { nodes: near, edges: lines };
  }

  function ofEdge(e) {
    const ends = [Data.edges.from[e], Data.edges.to[e]];
    return { nodes: new Set(ends.map(Fold.standIn)), edges: new Set(Data.between(...ends).filter((x) => Filter.edgeOn[x])) };
  }

  function ofPath([from, to]) {
    const steps = Path.find(from, to);
    return { nodes: new Set([from, to, ...steps.map((s) => s.node)]), edges: new Set(steps.flatMap((s) => s.edges)) };
  }

  return {
    /** {nodes, edges} that stand out, or null where all are equal. */
    of: (s) => (s.path ? ofPath(s.path) : s.edge >= 0 ? ofEdge(s.edge) : s.node >= 0 && s.depth < 2 ? ofNode(s.node) : null),
    ofNode,
  };
})();
