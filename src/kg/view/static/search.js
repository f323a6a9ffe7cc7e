// Find an entity by any of its names: what begins with the words first, then what holds them; the better connected first.
const Search = (() => {
  const MOST = 12;
  const { t } = Text;
  const input = byId("search"), list = byId("found");
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  let names = null;
  let hits = [];
  let active = -1;

  /** Every name of every node, folded; built at the first search. */
  function index() {
    names = [];
    for (const i of Data.order) for (const name of [Data.nodes.label[i], ...Data.aliases(i)]) names.push({ i, name, folded: fold(name) });
  }

  function find(words) {
    if (!names) index();
    const wanted = fold(words);
    if (!wanted) return [];
    const best = new Map();
    for (const { i, name, folded } of names) {
      const at = folded.indexOf(wanted);
      if (at < 0) continue;
      const score = folded === wanted ? 0 : at === 0 ? 1 : 2;
      if (!best.has(i) || best.get(i).score > score) best.set(i, { i, name, score });
    }
    return [...best.values()].sort((a, b) => a.score - b.score || Data.rank[a.i] - Data.rank[b.i]);
  }

  function option(hit, k) {
    const alias = hit.name !== Data.nodes.label[hit.i] ? el("small", {}, ` ${t("alias")} ${hit.name}`) : null;
    return el("li", { role: "option", id: `hit-${k}`, "aria-selected": String(k === active), onmousedown: (event) => { event.preventDefault(); choose(k); } },
      Panel.swatch(Data.nodes.kind[hit.i]), el("span", { className: "name" }, Data.nodes.label[hit.i], alias), el("span", { className: "count" }, Text.name(Data.kinds[Data.nodes.kind[hit.i]])));
  }

  function show() {
    const all = find(input.value);
    hits = all.slice(0, MOST);
    const none = input.value.trim() && !hits.length ? [el("li", { className: "none" }, t("nothingFound"))] : [];
    const rest = all.length > MOST ? [el("li", { className: "none" }, t("moreFound", { count: all.length - MOST }))] : [];
    list.replaceChildren(...hits.map(option), ...none, ...rest);
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (active >= 0 && hits.length) input.setAttribute("aria-activedescendant", `hit-${active}`); else input.removeAttribute("aria-activedescendant");
  }

  function close() { active = -1; list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); }

  function choose(k) {
    const hit = hits[k];
    if (!hit) return;
    input.value = "";
    close();
    input.blur();
    Controls.go(hit.i);
  }

  input.oninput = () => { active = input.value.trim() ? 0 : -1; show(); };
  input.onfocus = () => { if (input.value) show(); };
  input.onblur = () => close();
  input.onkeydown = (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length) { active = (active + step + hits.length) % hits.length; show(); event.preventDefault(); }
    else if (event.key === "Enter") choose(Math.max(active, 0));
    else if (event.key === "Escape") { input.value = ""; close(); input.blur(); event.stopPropagation(); }
  };

  return { find, focus: () => { input.focus(); input.select(); } };
})();
