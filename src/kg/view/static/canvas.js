// The network on the canvas: which nodes are live, how they look, and what the mouse does to them.
const Canvas = (() => {
  const { nodes, edges, degree } = Data;
  const FADED = 0.16;
  const visNodes = new vis.DataSet();
  const visEdges = new vis.DataSet();
  const network = new vis.Network(byId("canvas"), { nodes: visNodes, edges: visEdges }, { ...json("options"), autoResize: true });
  const looks = new Map();
  const moved = new Map();
  let emphasis = null;
  let hovered = -1;
  let level = 1;

  const position = (i) => {
    const body = network.body.nodes[i];
    return body ? [body.x, body.y] : moved.get(i) ?? [nodes.x[i], nodes.y[i]];
  };
  /** Less than one where there are many live nodes for the screen, so that they don't cover each other. */
  const crowd = () => { const { clientWidth: w, clientHeight: h } = byId("canvas"); return Math.min(1, Math.max(0.45, Math.sqrt((w * h) / (visNodes.length + 1) / 1500))); };
  let room = 1;
  /** Radius in network units: by degree, and big enough to tell hubs and shapes from far off. */
  const radius = (i) => (Fold.isFolded(i) ? 1.3 : 1) * Math.max(Math.min(6 + 2.5 * Math.sqrt(degree[i]), 34), (room * least(Math.sqrt(degree[i]))) / level);
  /** Least pixels on the screen for a root of degree: in a large graph degrees are large too. */
  const least = (root) => (Data.large ? Math.min(1.8 + 0.45 * root, 9) : Math.min(2.6 + 1.5 * root, 14));

  function nodeLook(i) {
    const kind = Data.kinds[nodes.kind[i]];
    const fill = kind[Theme.name];
    const chosen = i === State.now.node;
    const folded = Fold.isFolded(i);
    const colour = { background: fill, border: chosen ? Theme.ink.text : folded ? Theme.community(nodes.community[i], 0.55) : Theme.ink.halo };
    return {
      id: i, shape: kind.shape, size: radius(i), opacity: emphasis && !emphasis.nodes.has(i) ? FADED : 1, borderWidth: folded ? 4 / Math.min(level, 1) : chosen ? 3 : 1,
      color: { ...colour, highlight: { ...colour, border: Theme.ink.text }, hover: { ...colour, border: Theme.ink.text } },
    };
  }

  function edgeLook(e) {
    const hot = emphasis?.edges.has(e);
    const color = hot ? Theme.ink.hot : Theme.ink.edge;
    const bend = Data.fan.get(e), [from, to] = Fold.ends(e);
    return {
      id: e, from, to, width: (hot ? 1.9 : 0.9) / Math.min(level, 1), color: { color, highlight: Theme.ink.hot, hover: Theme.ink.hot, opacity: hot ? 0.95 : emphasis ? 0.09 : Data.large && level < Backdrop.wholeScale * 0.8 ? 0.16 : 0.55, inherit: false },
      arrows: { to: { enabled: Boolean(hot), scaleFactor: 0.5 } },
      smooth: bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.min(0.7, Math.abs(bend) * 0.34) } : false,
    };
  }

  /** Brings a DataSet to exactly these ids, touching only what looks different. */
  function bring(set, ids, look, place, tag) {
    const wanted = new Set(ids);
    set.remove(set.getIds().filter((id) => !wanted.has(id)));
    const changed = [];
    for (const id of ids) {
      const made = look(id);
      const key = JSON.stringify(made);
      if (looks.get(tag + id) === key && set.get(id)) continue;
      looks.set(tag + id, key);
      changed.push(set.get(id) ? made : { ...made, ...place(id) });
    }
    set.update(changed);
  }

  /** Both ends are live, and not within one folded community. */
  function drawn(e, on) {
    const [a, b] = Fold.ends(e);
    return on.has(a) && on.has(b) && (a !== b || (edges.from[e] === edges.to[e] && !Fold.isFolded(a)));
  }

  function sync() {
    const live = Live.nodes();
    const on = new Set(live);
    const between = new Set();
    for (const i of live.flatMap(Fold.members)) for (const e of Data.edgesAt(i)) if (Filter.edgeOn[e] && drawn(e, on)) between.add(e);
    emphasis = Emphasis.of(State.now);
    bring(visNodes, live, nodeLook, (i) => { const [x, y] = position(i); return { x, y }; }, "n");
    bring(visEdges, [...between], edgeLook, () => ({}), "e");
    const heavy = between.size > 2500;
    network.setOptions({ interaction: { hideEdgesOnDrag: heavy, hideEdgesOnZoom: heavy } });
    Backdrop.cover(on);
    shape();
  }

  function shape() { Hulls.shape(position, Filter.nodeOn); network.redraw(); }

  /** Everything in view, with some air around; `ids` to look at a part. */
  function fit(ids, animate = true) {
    const list = ids ?? shownNodes();
    if (!list.length) return;
    const points = list.map(position);
    const [x0, x1] = bounds(points, 0), [y0, y1] = bounds(points, 1);
    const { clientWidth: w, clientHeight: h } = byId("canvas");
    const scale = Math.min((w - Math.min(150, w / 8)) / (x1 - x0 + 40), (h - 80) / (y1 - y0 + 40), 1.4);
    const motion = animate && !window.matchMedia("(prefers-reduced-motion: reduce)").matches && { duration: 250, easingFunction: "easeInOutQuad" };
    network.moveTo({ position: { x: (x0 + x1) / 2, y: (y0 + y1) / 2 }, scale: Math.max(scale, 0.004), animation: motion });
    setTimeout(settle, motion ? 320 : 0);
  }
  const bounds = (points, axis) => points.reduce(([lo, hi], p) => [Math.min(lo, p[axis]), Math.max(hi, p[axis])], [Infinity, -Infinity]);
  const shownNodes = () => Data.order.filter((i) => Filter.nodeOn[i]);

  /** After a zoom: sizes keep their least pixels, and a large graph shows more of what is now in view. */
  function settle() {
    const before = level / room;
    level = network.getScale();
    room = crowd();
    const more = Live.settle(level);
    if (more || Math.abs(Math.log(level / room / before)) > 0.12) sync();
    Backdrop.settle();
    network.redraw();
  }

  function centre(i, least = 0.9) {
    const [x, y] = position(i);
    network.moveTo({ position: { x, y }, scale: Math.max(network.getScale(), least), animation: false });
    settle();
  }

  function look(x, y) {
    network.moveTo({ position: { x, y }, animation: false });
    settle();
  }

  function zoom(factor) {
    network.moveTo({ scale: Math.min(6, Math.max(0.004, network.getScale() * factor)), animation: false });
    settle();
  }

  function pan(dx, dy) {
    const at = network.getViewPosition(), scale = network.getScale();
    network.moveTo({ position: { x: at.x + dx / scale, y: at.y + dy / scale }, animation: false });
    settle();
  }

  return {
    network, sync, shape, fit, centre, look, zoom, pan, settle, position, radius,
    get emphasis() { return emphasis; },
    get hovered() { return hovered; },
    set hovered(i) { hovered = i; },
    live: () => visNodes.getIds(),
    liveEdges: () => visEdges.getIds(),
    remember: (ids) => { for (const i of ids) moved.set(i, position(i)); },
  };
})();
