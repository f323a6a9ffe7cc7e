// Puts the parts together: one function draws after every change, whatever changed.
let looks = "";

function wear(s) {
  Text.use(s.lang ?? "zh");
  Theme.use(s.theme ?? Theme.preferred());
  byId("toggle-view").textContent = Text.t(s.view === "graph" ? "tableView" : "graphView");
  byId("table-view").hidden = s.view !== "table";
  byId("graph-view").hidden = s.view === "table";
}

function draw(changed) {
  const s = State.now;
  wear(s);
  const filtered = Filter.concerns(changed);
  if (filtered) Filter.run(s);
  const drawn = `${Theme.name} ${filtered}`;
  Fold.run(s);
  if (filtered || changed.has("folded") || drawn !== looks) { Backdrop.renew(); Minimap.paint(); }
  looks = drawn;
  Canvas.sync();
  Panel.draw(s);
  if (filtered || changed.has("lang") || changed.has("theme")) Legend.draw(s);
  Timeline.draw(s);
  if (s.view === "table" && (filtered || changed.has("view") || changed.has("lang"))) Table.again();
  if (changed.has("lang")) Keys.describe();
  if (s.view === "graph" && ["community", "depth", "path", "view"].some((k) => changed.has(k))) frame(s);
}

/** Looks at what the change is about; at the start at everything, where nothing narrower is asked for. */
function frame(s, start = false) {
  if (s.path) Canvas.fit([...Canvas.emphasis.nodes], !start);
  else if (s.depth) Canvas.fit([...Filter.within(s.node, s.depth)].filter((i) => Filter.nodeOn[i]), !start);
  else if (s.node < 0 || start) Canvas.fit(null, !start);
}

State.listen(draw);
window.addEventListener("hashchange", State.restart);
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => draw(new Set(["theme"])));
State.restart();
frame(State.now, true);
if (State.now.node >= 0 && !State.now.depth && Canvas.network.getScale() < 0.9) Canvas.centre(State.now.node);
document.documentElement.dataset.ready = "true";

// For tests and for people at the console: reading only.
window.kgView = Object.freeze({
  shown: () => ({ nodes: Canvas.live().length, edges: Canvas.liveEdges().length, labels: Labels.drawn.map((d) => ({ ...d })), captions: Hulls.captions.map((c) => ({ ...c })) }),
  place: (key) => { const i = Data.byKey.get(key), [x, y] = Canvas.position(i); return Canvas.network.canvasToDOM({ x, y }); },
  middle: (e) => Canvas.network.canvasToDOM(Canvas.network.body.edges[e].edgeType.getPoint(0.5)),
  liveKeys: () => Canvas.live().map((i) => Data.nodes.key[i]),
  counts: () => ({ ...Filter.counts }),
  openedBlocks: () => Evidence.openedBlocks,
  scale: () => Canvas.network.getScale(),
});
