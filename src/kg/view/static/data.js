// The packed columns, opened once; everything else reads these arrays by node or edge number.
const Data = (() => {
  const tables = json("tables");
  const rawNodes = json("nodes");
  const rawEdges = json("edges");
  const spread = (column, count) => (Array.isArray(column) ? column : Array.from({ length: count }, () => column.all));
  const open = (raw) => Object.fromEntries(Object.entries(raw).filter(([k]) => k !== "n").map(([k, v]) => [k, Array.isArray(v) || "all" in v ? spread(v, raw.n) : v]));
  const nodes = { ...open(rawNodes), n: rawNodes.n };
  const edges = { ...open(rawEdges), n: rawEdges.n };

  // A layout made for a broad screen, drawn taller on a phone so that names find room.
  if (nodes.n && window.innerWidth < 760) {
    const reach = (list) => list.reduce((most, v) => Math.max(most, Math.abs(v)), 0) + 100;
    const stretch = Math.min(1.7, Math.max(1, ((window.innerHeight - 200) / window.innerWidth) * (reach(nodes.x) / reach(nodes.y))));
    nodes.y = nodes.y.map((y) => Math.round(y * stretch));
  }

  const degree = new Int32Array(nodes.n);
  for (let e = 0; e < edges.n; e++) { degree[edges.from[e]]++; degree[edges.to[e]]++; }

  /** Edges at each node, one list after the other: those of node i stand at first[i] … first[i + 1]. */
  const first = new Int32Array(nodes.n + 1);
  for (let i = 0; i < nodes.n; i++) first[i + 1] = first[i] + degree[i];
  const at = new Int32Array(edges.n * 2);
  const fill = first.slice(0, nodes.n);
  for (let e = 0; e < edges.n; e++) { at[fill[edges.from[e]]++] = e; at[fill[edges.to[e]]++] = e; }

  /** Parallel edges fan out: their place beside the straight line, 0 for a single one. */
  const fan = new Map();
  const pairs = new Map();
  for (let e = 0; e < edges.n; e++) {
    const [a, b] = edges.from[e] < edges.to[e] ? [edges.from[e], edges.to[e]] : [edges.to[e], edges.from[e]];
    const key = a * nodes.n + b;
    if (pairs.has(key)) pairs.get(key).push(e); else pairs.set(key, [e]);
  }
  for (const list of pairs.values()) {
    if (list.length > 1) list.forEach((e, i) => fan.set(e, (i - (list.length - 1) / 2) * (edges.from[e] < edges.to[e] ? 1 : -1)));
  }

  const communities = [];
  for (let i = 0; i < nodes.n; i++) {
    const c = (communities[nodes.community[i]] ??= { members: [], hub: i });
    c.members.push(i);
    if (degree[i] > degree[c.hub]) c.hub = i;
  }
  const byKey = new Map(nodes.key.map((k, i) => [k, i]));
  const order = Array.from({ length: nodes.n }, (_, i) => i).sort((a, b) => degree[b] - degree[a] || a - b);
  const rank = new Int32Array(nodes.n);
  order.forEach((i, r) => { rank[i] = r; });

  const said = new Map(Object.entries(nodes.said).map(([i, rows]) => [Number(i), rows.map(([predicate, confidence, set, date, also]) => ({ predicate, confidence, set, date, also }))]));
  const firstDate = (set) => tables.sets[set].map((r) => tables.reports[r].date).filter(Boolean).sort()[0] ?? null;

  return {
    ...tables, nodes, edges, degree, communities, byKey, order, rank, fan, counts: json("counts-data"),
    edgesAt: (i) => at.subarray(first[i], first[i + 1]),
    other: (e, i) => (edges.from[e] === i ? edges.to[e] : edges.from[e]),
    aliases: (i) => nodes.aliases[i] ?? [],
    reportsOf: (i) => tables.sets[nodes.reports[i]],
    /** What is said of a node alone: [{predicate, confidence, set, date, also}], in the order of its rows in the evidence. */
    said: (i) => said.get(i) ?? [],
    saidNodes: [...said.keys()],
    /** The date of a fact: its own, else the first report's. */
    dateOf: (e) => edges.date[e] ?? firstDate(edges.reports[e]),
    firstDate,
    between: (a, b) => pairs.get(Math.min(a, b) * nodes.n + Math.max(a, b)) ?? [],
    large: nodes.n > 1000,
  };
})();
