// Which nodes the network library holds. Up to a thousand: all that the filters leave. Beyond: hubs of every community,
// what lies in view when zoomed in, and what the user opened; the rest is on the backdrop.
const Live = (() => {
  const SEED = 220, STEP = 250, ALL = 700, CAP = 30;
  const { nodes, order } = Data;
  const seed = Data.large ? hubs() : [];
  let inView = [];
  const opened = [];

  /** The best connected of every community of some size, then overall, up to SEED. */
  function hubs() {
    const found = new Set(Data.communities.filter((c) => c.members.length >= 12).slice(0, 150).map((c) => c.hub));
    for (const i of order) { if (found.size >= SEED) break; found.add(i); }
    return [...found];
  }

  function list() {
    if (!Data.large || Filter.counts.nodes <= ALL) return order.filter((i) => Filter.nodeOn[i] && !Fold.hides(i));
    const must = [State.now.node, ...(State.now.path ?? []), ...(State.now.edge >= 0 ? [Data.edges.from[State.now.edge], Data.edges.to[State.now.edge]] : [])];
    const wanted = new Set([...seed, ...inView, ...opened.flat(), ...must.filter((i) => i >= 0)]);
    if (State.now.path) for (const s of Path.find(...State.now.path)) wanted.add(s.node);
    return [...new Set([...wanted].filter((i) => Filter.nodeOn[i]).map(Fold.standIn))].sort((a, b) => Data.rank[a] - Data.rank[b]);
  }

  /** The best connected nodes of the viewport; true where the choice changed. */
  function settle(scale) {
    if (!Data.large) return false;
    const { clientWidth: w, clientHeight: h } = byId("canvas");
    const from = Canvas.network.DOMtoCanvas({ x: 0, y: 0 }), to = Canvas.network.DOMtoCanvas({ x: w, y: h });
    const next = [];
    for (const i of scale < Backdrop.wholeScale * 0.8 ? [] : order) {
      if (next.length >= STEP) break;
      const x = nodes.x[i], y = nodes.y[i];
      if (Filter.nodeOn[i] && x >= from.x && x <= to.x && y >= from.y && y <= to.y) next.push(i);
    }
    const same = next.length === inView.length && next.every((i, k) => i === inView[k]);
    inView = next;
    return !same;
  }

  /** Makes neighbours of a node live, the best connected first, CAP at a time; returns how many came. */
  function open(i) {
    const on = new Set(list());
    const near = [...new Set([...Data.edgesAt(i)].filter((e) => Filter.edgeOn[e]).map((e) => Data.other(e, i)))];
    const fresh = near.filter((o) => !on.has(o)).sort((a, b) => Data.rank[a] - Data.rank[b]).slice(0, CAP);
    if (fresh.length) opened.push(fresh);
    return fresh.length;
  }

  return { nodes: list, settle, open, undo: () => opened.pop(), get opened() { return opened.length; } };
})();
