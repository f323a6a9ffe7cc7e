// The keyboard: letters anywhere outside a field, arrows on the canvas.
const Keys = (() => {
  const { t } = Text;
  const help = byId("help");
  const depth = (d) => { if (State.now.node >= 0) State.set({ depth: State.now.depth === d ? 0 : d }); };

  function escape() {
    if (Panel.pathFrom >= 0) { Panel.pathFrom = -1; byId("banner").hidden = true; return; }
    document.body.classList.remove("side-open");
    State.set({ node: -1, edge: -1, path: null, depth: 0 });
  }

  const anywhere = {
    "/": () => Search.focus(), Escape: escape, "?": () => help.showModal(), t: Controls.view, l: Controls.language, d: Controls.theme,
    r: () => State.reset(), "0": () => Canvas.fit(), "+": () => Canvas.zoom(1.35), "=": () => Canvas.zoom(1.35), "-": () => Canvas.zoom(1 / 1.35),
    c: () => (State.now.node >= 0 ? Fold.toggle(State.now.node) : Fold.toggleAll()),
    1: () => depth(1), 2: () => depth(2), 3: () => depth(3), e: () => { if (State.now.node >= 0) Controls.expand(State.now.node); },
  };
  const onCanvas = {
    ArrowLeft: () => Canvas.pan(-80, 0), ArrowRight: () => Canvas.pan(80, 0), ArrowUp: () => Canvas.pan(0, -80), ArrowDown: () => Canvas.pan(0, 80),
    n: () => next(1), p: () => next(-1),
  };

  /** Walks over what is shown, the best connected first. */
  function next(step) {
    const list = Data.order.filter((i) => Filter.nodeOn[i]);
    if (!list.length) return;
    const at = list.indexOf(State.now.node);
    Controls.go(list[at < 0 ? (step > 0 ? 0 : list.length - 1) : (at + step + list.length) % list.length]);
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]):not([type=range]), select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help.open || (typing && event.key !== "Escape")) return;
    const action = (event.target.id === "canvas" && onCanvas[event.key]) || anywhere[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  function describe() {
    const rows = [["/", "keySearch"], ["n p", "keyWalk"], ["1 2 3", "keyDepth"], ["e", "keyExpand"], ["c", "keyFold"], ["← → ↑ ↓", "keyPan"], ["+ − 0", "keyZoom"], ["t", "keyTable"], ["d", "keyTheme"], ["l", "keyLanguage"], ["r", "keyReset"], ["Esc", "keyEscape"], ["⇧ + 🖱", "keyPath"]];
    byId("help-keys").replaceChildren(...rows.flatMap(([key, text]) => [el("dt", {}, ...key.split(" ").map((k) => el("kbd", {}, k))), el("dd", {}, t(text))]));
  }

  byId("help-open").onclick = () => help.showModal();
  byId("help-close").onclick = () => help.close();

  return { describe };
})();
