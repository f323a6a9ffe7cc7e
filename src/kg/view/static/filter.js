// Which nodes and edges the choices leave. Pure but for the arrays that it keeps and refills.
const Filter = (() => {
  const { nodes, edges, sets, reports } = Data;
  const nodeOn = new Uint8Array(nodes.n).fill(1);
  const edgeOn = new Uint8Array(edges.n).fill(1);
  const touches = new Set(["kinds", "predicates", "reports", "community", "confidence", "from", "to", "depth", "path"]);
  const saidOn = new Map();
  const counts = { nodes: nodes.n, edges: edges.n };

  const inWindow = (date, from, to) => date !== null && (!from || date.slice(0, 7) >= from) && (!to || date.slice(0, 7) <= to);

  /** For each set of reports: is one of them chosen, and does one lie in the window. */
  function setMasks(s) {
    const chosen = sets.map((set) => set.some((r) => !s.reports.has(r)));
    const dated = sets.map((set) => set.some((r) => !s.reports.has(r) && inWindow(reports[r].date, s.from, s.to)));
    return { chosen, dated };
  }

  function edgeMask(s, { chosen, dated }) {
    const windowed = s.from || s.to;
    for (let e = 0; e < edges.n; e++) {
      const inTime = !windowed || (edges.date[e] ? inWindow(edges.date[e], s.from, s.to) : dated[edges.reports[e]]);
      const on = inTime && chosen[edges.reports[e]] && edges.confidence[e] >= s.confidence && !s.predicates.has(edges.predicate[e]);
      edgeOn[e] = on && kindOn(s, edges.from[e]) && kindOn(s, edges.to[e]) ? 1 : 0;
    }
  }

  /** The same for what is said of one node alone. */
  function saidMask(s, { chosen, dated }) {
    const windowed = s.from || s.to;
    saidOn.clear();
    for (const i of Data.saidNodes) {
      saidOn.set(i, Data.said(i).map(({ predicate, confidence, set, date }) => kindOn(s, i) && chosen[set] && confidence >= s.confidence && !s.predicates.has(predicate)
        && (!windowed || (date ? inWindow(date, s.from, s.to) : dated[set]))));
    }
  }

  const kindOn = (s, i) => !s.kinds.has(nodes.kind[i]) && (s.community < 0 || nodes.community[i] === s.community);

  function nodeMask(s, { chosen, dated }) {
    const byEdge = s.predicates.size > 0 || s.confidence > 0;
    const windowed = s.from || s.to;
    nodeOn.fill(0);
    for (let e = 0; e < edges.n; e++) if (edgeOn[e]) nodeOn[edges.from[e]] = nodeOn[edges.to[e]] = 1;
    for (const [i, rows] of saidOn) if (rows.some(Boolean)) nodeOn[i] = 1;
    if (byEdge) return;
    for (let i = 0; i < nodes.n; i++) {
      if (kindOn(s, i) && (windowed ? dated[nodes.reports[i]] : chosen[nodes.reports[i]])) nodeOn[i] = 1;
    }
  }

  /** Nodes within `depth` steps of a node over the edges that are on. */
  function within(start, depth) {
    const found = new Set([start]);
    let ring = [start];
    for (let step = 0; step < depth; step++) {
      const next = [];
      for (const i of ring) for (const e of Data.edgesAt(i)) {
        const o = Data.other(e, i);
        if (edgeOn[e] && !found.has(o)) { found.add(o); next.push(o); }
      }
      ring = next;
    }
    return found;
  }

  function focus(s) {
    if (!s.depth || s.node < 0) return;
    const kept = within(s.node, s.depth);
    for (let i = 0; i < nodes.n; i++) if (!kept.has(i)) nodeOn[i] = 0;
    nodeOn[s.node] = 1;
    for (let e = 0; e < edges.n; e++) if (!nodeOn[edges.from[e]] || !nodeOn[edges.to[e]]) edgeOn[e] = 0;
  }

  function run(s) {
    const masks = setMasks(s);
    edgeMask(s, masks);
    saidMask(s, masks);
    nodeMask(s, masks);
    focus(s);
    counts.nodes = nodeOn.reduce((a, b) => a + b, 0);
    counts.edges = edgeOn.reduce((a, b) => a + b, 0);
  }

  /** Whether anything is hidden at all. */
  const active = (s) => s.kinds.size + s.predicates.size + s.reports.size > 0 || s.community >= 0 || s.confidence > 0 || Boolean(s.from || s.to) || s.depth > 0;

  return {
    nodeOn, edgeOn, counts, run, within, active,
    /** Whether the filters leave the k-th thing said of a node. */
    saidOn: (i, k) => Boolean(nodeOn[i] && saidOn.get(i)?.[k]),
    concerns: (changed) => [...changed].some((c) => touches.has(c)) || changed.has("node"),
  };
})();
