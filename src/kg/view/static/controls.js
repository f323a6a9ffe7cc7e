// Buttons around the canvas, and the moves that several parts share.
const Controls = (() => {
  const { t } = Text;
  const RELAX_MOST = 300;
  let hush = 0;

  /** A short message over the canvas, read out too. */
  function announce(text) {
    const banner = byId("banner");
    banner.textContent = text;
    banner.hidden = false;
    clearTimeout(hush);
    hush = setTimeout(() => { banner.hidden = true; }, 6000);
  }

  /** Chooses a node and brings it into view, making room where a filter hides it. */
  function go(i) {
    if (Panel.pathFrom >= 0) return Frame.choose(i);
    if (!Filter.nodeOn[i]) { State.reset(); announce(t("filtersLifted")); }
    if (State.now.depth) State.set({ depth: 0 });
    Fold.reveal(i);
    Frame.choose(i);
    if (State.now.view === "graph") Canvas.centre(i);
    document.body.classList.remove("side-open");
  }

  function expand(i) {
    if (!Data.large) return State.set({ node: i, depth: State.now.depth ? 0 : 1, edge: -1, path: null });
    const came = Live.open(i);
    Canvas.sync();
    byId("undo").hidden = !Live.opened;
    return announce(came ? t("expanded", { count: came }) : t("nothingMore"));
  }

  function undo() {
    Live.undo();
    Canvas.sync();
    byId("undo").hidden = !Live.opened;
  }

  /** Lets forces move a small view for two seconds. */
  function relax() {
    const live = Canvas.live();
    if (live.length > RELAX_MOST) return announce(t("tooManyToRelax", { count: RELAX_MOST }));
    Canvas.network.setOptions({ physics: { enabled: true, solver: "forceAtlas2Based", stabilization: false, forceAtlas2Based: { gravitationalConstant: -60, springLength: 90, avoidOverlap: 0.4 } } });
    setTimeout(() => {
      Canvas.network.setOptions({ physics: { enabled: false } });
      Canvas.remember(live);
      Canvas.shape();
      Canvas.fit(live);
    }, 2000);
    return announce(t("relaxing"));
  }

  function language() { State.set({ lang: Text.lang === "zh" ? "en" : "zh" }); }
  function theme() { State.set({ theme: Theme.name === "dark" ? "light" : "dark" }); }
  function view() { State.set({ view: State.now.view === "graph" ? "table" : "graph" }); }

  byId("zoom-in").onclick = () => Canvas.zoom(1.35);
  byId("zoom-out").onclick = () => Canvas.zoom(1 / 1.35);
  byId("fit").onclick = () => Canvas.fit();
  byId("relax").onclick = relax;
  byId("undo").onclick = undo;
  byId("toggle-view").onclick = view;
  byId("skip").onclick = (event) => { event.preventDefault(); State.set({ view: "table" }); byId("table-view").focus(); };
  byId("toggle-language").onclick = language;
  byId("toggle-theme").onclick = theme;
  byId("menu").onclick = () => byId("menu").setAttribute("aria-expanded", String(document.body.classList.toggle("side-open")));

  return { announce, go, expand, undo, relax, language, theme, view };
})();
