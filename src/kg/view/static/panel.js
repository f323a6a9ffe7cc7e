// The pane beside the graph: what is known of a node, an edge or a path, and the sentences that say so.
const Panel = (() => {
  const { nodes, edges } = Data;
  const { t } = Text;
  const FEW = 6;
  const panel = byId("panel");
  let turn = 0;

  const kindOf = (i) => (nodes.subtype[i] >= 0 ? Data.subtypes[nodes.subtype[i]] : Data.kinds[nodes.kind[i]]);
  const swatch = (kind) => {
    const mark = el("span", { className: `swatch ${Data.kinds[kind].shape}`, "aria-hidden": "true" });
    mark.style.setProperty("--light", Data.kinds[kind].light);
    mark.style.setProperty("--dark", Data.kinds[kind].dark);
    return mark;
  };
  /** A button that leads to a node. */
  const link = (i) => el("button", { className: "link", onclick: () => Controls.go(i) }, swatch(nodes.kind[i]), nodes.label[i]);

  /** The sentence: what is quoted stands out, the trigger is marked. Letters are code points, as in the graph's offsets. */
  function quote({ letters, from, to, start, end, report, rule, score }) {
    const part = (a, b) => letters.slice(a, b).join("");
    const around = (text) => (text ? el("span", { className: "around" }, text) : "");
    const marked = start < 0 ? [part(from, to)] : [part(from, start), el("mark", {}, part(start, end)), part(end, to)];
    const inside = start < 0 || (start >= from && end <= to);
    const words = inside ? [around(part(0, from)), ...marked, around(part(to))] : [around(part(0, start)), el("mark", {}, part(start, end)), around(part(end))];
    const { title, publisher, date } = Data.reports[report];
    const source = el("footer", {}, el("cite", {}, title), [publisher, date].filter(Boolean).map((x) => ` · ${x}`).join(""), el("span", { className: "rule", title: t("ruleHint") }, ` · ${rule} · ${score}%`));
    return el("blockquote", {}, el("p", {}, ...words.filter(Boolean)), source);
  }

  /** Evidence comes from its packed block; the place holds until then. The first quote shows, the others on demand. */
  function quotes(promise) {
    const holder = el("div", { className: "quotes", "aria-busy": "true" });
    promise.then((list) => {
      holder.removeAttribute("aria-busy");
      holder.append(...list.slice(0, 1).map(quote));
      if (list.length > 1) holder.append(el("details", {}, el("summary", {}, t("moreQuotes", { count: list.length - 1 })), ...list.slice(1).map(quote)));
    });
    return holder;
  }

  /** Builds the first few items; a button builds the rest. */
  function few(items, make, most = FEW) {
    const list = el("ul", { className: "facts" }, ...items.slice(0, most).map(make));
    if (items.length <= most) return list;
    const more = el("button", { className: "more", onclick: () => { list.append(...items.slice(most).map(make)); more.remove(); } }, t("showAll", { count: items.length }));
    return el("div", {}, list, more);
  }

  /** Qualifiers other than the date. */
  const also = (list) => (list ? el("span", { className: "also" }, ...list.map(([name, value]) => el("span", { className: "chip" }, t("said", { name: Text.name(Data.qualifiers[name]), value: Text.name(value) })))) : null);

  function factItem(i) {
    return (e) => el("li", {}, el("div", { className: "fact" }, link(Data.other(e, i)), also(edges.also[e]), edges.date[e] ? el("time", {}, edges.date[e]) : null), quotes(Evidence.ofEdge(e)));
  }

  /** Facts by predicate, those that go out first. */
  function groups(i) {
    const found = new Map();
    for (const e of Data.edgesAt(i)) {
      if (!Filter.edgeOn[e]) continue;
      const key = `${edges.from[e] === i ? 0 : 1} ${edges.predicate[e]}`;
      if (found.has(key)) found.get(key).push(e); else found.set(key, [e]);
    }
    return [...found].sort(([a, x], [b, y]) => a[0].localeCompare(b[0]) || y.length - x.length || (a < b ? -1 : 1)).map(([key, list]) => {
      const [side, predicate] = key.split(" ").map(Number);
      const name = Text.name(Data.predicates[predicate]);
      return el("section", {}, el("h3", {}, side ? t("incoming", { name }) : t("outgoing", { name }), el("span", { className: "count" }, String(list.length))), few(list, factItem(i)));
    });
  }

  function actions(i) {
    const depth = (d) => el("button", { "aria-pressed": String(State.now.depth === d), onclick: () => State.set({ depth: State.now.depth === d ? 0 : d }) }, String(d));
    return el("div", { className: "actions" },
      el("span", { className: "group", role: "group", "aria-label": t("focus") }, el("span", { className: "caption" }, t("focus")), depth(1), depth(2), depth(3)),
      el("button", { onclick: () => { api.pathFrom = i; Controls.announce(t("pathAsk", { name: nodes.label[i] })); } }, t("pathFrom")),
      Data.large ? el("button", { onclick: () => Controls.expand(i) }, t("expand")) : null,
      Data.communities[nodes.community[i]].members.length > 2 ? el("button", { "aria-pressed": String(Fold.has(nodes.community[i])), onclick: () => Fold.toggle(i) }, t("fold")) : null);
  }

  function head(i) {
    const sub = [Text.name(kindOf(i)), nodes.subtype[i] >= 0 ? Text.name(Data.kinds[nodes.kind[i]]) : "", nodes.code[i] ? `${t("code")} ${nodes.code[i]}` : ""];
    const names = Data.aliases(i);
    return [
      el("h2", {}, swatch(nodes.kind[i]), nodes.label[i]),
      el("p", { className: "sub" }, [...new Set(sub)].filter(Boolean).join(" · ")),
      names.length ? el("p", { className: "aliases" }, `${t("aliases")} `, ...names.map((n) => el("span", { className: "chip" }, n))) : null,
    ];
  }

  function more(i) {
    const holder = el("div");
    Evidence.ofNode(i).then((rows) => {
      if (!rows.length) return;
      const line = (row) => t("said", { name: row.name, value: row.value }) + (row.date ? ` · ${row.date}` : "");
      holder.append(el("h3", {}, t("attributes")), few(rows, (row) => el("li", {}, el("div", { className: "fact" }, el("strong", {}, line(row)), also(row.also)), quotes(Promise.resolve(row.evidence)))));
    });
    return holder;
  }

  const reportsOf = (i) => [el("h3", {}, t("mentionedIn")), el("ul", { className: "plain" }, ...Data.reportsOf(i).map((r) =>
    el("li", {}, Data.reports[r].title, el("small", {}, [Data.reports[r].publisher, Data.reports[r].date].filter(Boolean).map((x) => ` · ${x}`).join("")))))];

  const ofNode = (i) => [...head(i), actions(i), ...groups(i), more(i), ...reportsOf(i)];

  const triple = (e) => el("h3", { className: "triple" }, link(edges.from[e]), el("span", { className: "arrow" }, ` ${Text.name(Data.predicates[edges.predicate[e]])} → `), link(edges.to[e]));

  function everyQuote(e) {
    const holder = el("div", { className: "quotes" });
    Evidence.ofEdge(e).then((list) => holder.append(...list.map(quote)));
    return el("section", {}, triple(e), also(edges.also[e]), edges.date[e] ? el("p", { className: "sub" }, `${t("date")} ${edges.date[e]}`) : null, holder);
  }

  function ofEdge(e) {
    const others = Data.between(edges.from[e], edges.to[e]).filter((x) => x !== e && Filter.edgeOn[x]);
    return [el("h2", {}, t("relation")), everyQuote(e), ...(others.length ? [el("h2", {}, t("alsoBetween"))] : []), ...others.map(everyQuote)];
  }

  function ofPath([from, to]) {
    const steps = Path.find(from, to);
    const title = el("h2", {}, t("pathTitle", { from: nodes.label[from], to: nodes.label[to] }));
    if (!steps.length) return [title, el("p", {}, t("noPath"))];
    return [title, el("p", { className: "sub" }, t("pathLength", { count: steps.length })), ...steps.map((s) => el("div", {}, ...s.edges.map(everyQuote)))];
  }

  const api = {
    pathFrom: -1,
    link, swatch, few, quote, also,
    draw: (s) => {
      const mine = ++turn;
      const content = s.path ? ofPath(s.path) : s.edge >= 0 ? ofEdge(s.edge) : s.node >= 0 ? ofNode(s.node) : Overview.content();
      const chosen = Boolean(s.path) || s.edge >= 0 || s.node >= 0;
      const close = el("button", { className: "icon close", "aria-label": t("close"), onclick: () => State.set({ node: -1, edge: -1, path: null, depth: 0 }) }, "×");
      if (mine === turn) panel.replaceChildren(...(chosen ? [close] : []), ...content.filter(Boolean));
      document.body.classList.toggle("chosen", chosen);
      panel.scrollTop = 0;
    },
  };
  return api;
})();
