// What is drawn around the network library's own nodes and lines, and what the mouse does.
const Frame = (() => {
  const { network } = Canvas;
  const { nodes, edges } = Data;
  const holder = byId("canvas");
  let held = null;

  /** Screen pixels instead of network units, whatever the device's pixel ratio. */
  function inPixels(ctx, f) {
    ctx.save();
    const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    f();
    ctx.restore();
  }

  const quiet = () => Canvas.emphasis !== null;

  function before(ctx) {
    const scale = network.getScale();
    Backdrop.draw(ctx, scale, quiet());
    Hulls.draw(ctx, scale, quiet());
  }

  function items() {
    const scale = network.getScale(), { emphasis, hovered } = Canvas;
    const near = hovered >= 0 ? Emphasis.ofNode(hovered).nodes : null;
    const strong = (i) => i === State.now.node || i === hovered || Boolean(State.now.path && emphasis?.nodes.has(i)) || (State.now.edge >= 0 && emphasis?.nodes.has(i));
    const score = (i) => (strong(i) ? 0 : emphasis?.nodes.has(i) || near?.has(i) ? 1 : emphasis ? 3 : 2);
    const found = Canvas.live().map((i) => {
      const [x, y] = Canvas.position(i), at = network.canvasToDOM({ x, y });
      return { i, x: at.x, y: at.y, r: Canvas.radius(i) * scale, strong: strong(i), must: strong(i), score: score(i), faded: score(i) === 3 };
    });
    return found.sort((a, b) => a.score - b.score || Data.rank[a.i] - Data.rank[b.i]);
  }

  /** Where on a line its word may stand, best first: around one node rather on the far side, where lines are apart. */
  function places(from) {
    const centre = State.now.node >= 0 ? State.now.node : Canvas.hovered;
    if (centre < 0) return [0.5, 0.4, 0.6];
    return from === centre ? [0.6, 0.5, 0.7] : [0.4, 0.5, 0.3];
  }

  /** Words of the edges that stand out; of many, none is readable. */
  function words() {
    const { emphasis, hovered } = Canvas;
    const lines = hovered >= 0 && !emphasis ? Emphasis.ofNode(hovered).edges : emphasis?.edges ?? new Set();
    return lines.size > 60 ? [] : [...lines].flatMap((e) => {
      const body = network.body.edges[e];
      if (!body?.connected) return [];
      const points = places(body.fromId).map((at) => network.canvasToDOM(body.edgeType.getPoint(at)));
      return [{ points, text: Text.name(Data.predicates[edges.predicate[e]]), edge: e }];
    });
  }

  function hoverLines(ctx) {
    if (Canvas.hovered < 0 || quiet()) return;
    ctx.strokeStyle = Theme.ink.hot;
    ctx.lineWidth = 1.6 / network.getScale();
    for (const e of Emphasis.ofNode(Canvas.hovered).edges) {
      const body = network.body.edges[e];
      if (!body?.connected) continue;
      ctx.beginPath();
      for (let k = 0; k <= 8; k++) { const p = body.edgeType.getPoint(k / 8); ctx.lineTo(p.x, p.y); }
      ctx.stroke();
    }
  }

  function after(ctx) {
    hoverLines(ctx);
    Minimap.draw();
    inPixels(ctx, () => {
      const captions = (taken) => Hulls.caption(ctx, (p) => network.canvasToDOM(p), taken, quiet());
      Labels.draw(ctx, items(), words(), { width: holder.clientWidth, height: holder.clientHeight }, captions);
    });
  }

  function click({ nodes: [node], edges: [edge], pointer, event }) {
    if (node === undefined && Data.large) {
      const hit = Backdrop.hit(pointer.canvas.x, pointer.canvas.y, 9 / network.getScale());
      if (hit >= 0) node = hit;
    }
    if (node !== undefined) return choose(node, event.srcEvent?.shiftKey);
    if (edge !== undefined) return State.set({ edge, node: -1, path: null, depth: 0 });
    const community = Hulls.hit(pointer.DOM.x, pointer.DOM.y);
    if (community >= 0) return State.set({ community: community === State.now.community ? -1 : community });
    return State.set({ node: -1, edge: -1, path: null, depth: 0 });
  }

  /** A node was pointed at: selects it, or ends a path that is being asked for. */
  function choose(node, shift = false) {
    const start = Panel.pathFrom >= 0 ? Panel.pathFrom : shift ? State.now.node : -1;
    Panel.pathFrom = -1;
    if (start >= 0 && start !== node) return State.set({ path: [start, node], node: -1, edge: -1, depth: 0 });
    return State.set({ node, edge: -1, path: null });
  }

  network.on("beforeDrawing", before);
  network.on("afterDrawing", after);
  network.on("click", click);
  network.on("doubleClick", ({ nodes: [node] }) => { if (node !== undefined) (Fold.isFolded(node) ? Fold.toggle : Controls.expand)(node); });
  network.on("hoverNode", ({ node }) => { Canvas.hovered = node; holder.style.cursor = "pointer"; network.redraw(); });
  network.on("blurNode", () => { Canvas.hovered = -1; holder.style.cursor = ""; network.redraw(); });
  network.on("hoverEdge", () => { holder.style.cursor = "pointer"; });
  network.on("blurEdge", () => { holder.style.cursor = ""; });
  network.on("dragEnd", ({ nodes: dragged }) => { if (dragged.length) { Canvas.remember(dragged); Canvas.shape(); } else Canvas.settle(); });
  network.on("zoom", () => { clearTimeout(held); held = setTimeout(Canvas.settle, 120); });
  new ResizeObserver(() => network.redraw()).observe(holder);

  return { choose };
})();
