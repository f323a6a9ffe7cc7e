// The same facts for people who would rather read: sortable, under the same filters, a page of rows at a time.
const Table = (() => {
  const { nodes, edges } = Data;
  const { t } = Text;
  const PAGE = 100;
  const holder = byId("table-view");
  const columns = [
    ["subject", (e) => nodes.label[edges.from[e]]],
    ["predicate", (e) => Text.name(Data.predicates[edges.predicate[e]])],
    ["object", (e) => nodes.label[edges.to[e]]],
    ["date", (e) => Data.dateOf(e) ?? ""],
    ["confidence", (e) => edges.confidence[e]],
    ["report", (e) => reports(e)],
  ];
  let sorted = { column: -1, up: true };
  let shown = PAGE;

  const reports = (e) => Data.sets[edges.reports[e]].map((r) => Data.reports[r].title).join("；");

  function rows() {
    const found = [];
    for (let e = 0; e < edges.n; e++) if (Filter.edgeOn[e]) found.push(e);
    if (sorted.column < 0) return found;
    const value = columns[sorted.column][1], sign = sorted.up ? 1 : -1;
    const order = new Intl.Collator(Text.lang === "zh" ? "zh" : "en", { numeric: true });
    return found.map((e) => [value(e), e]).sort(([a, x], [b, y]) => sign * (typeof a === "number" ? a - b : order.compare(a, b)) || x - y).map(([, e]) => e);
  }

  function heading([name], k) {
    const state = sorted.column !== k ? "none" : sorted.up ? "ascending" : "descending";
    const mark = { none: "", ascending: " ↑", descending: " ↓" }[state];
    return el("th", { scope: "col", "aria-sort": state }, el("button", { onclick: () => { sorted = { column: k, up: sorted.column === k ? !sorted.up : true }; shown = PAGE; draw(); holder.querySelectorAll("th button")[k].focus(); } }, t(name) + mark));
  }

  function row(e) {
    const quoted = el("td", { colSpan: 6 });
    const below = el("tr", { className: "quoted", hidden: true }, quoted);
    const open = async () => {
      below.hidden = !below.hidden;
      button.setAttribute("aria-expanded", String(!below.hidden));
      if (!quoted.childNodes.length) quoted.append(...(await Evidence.ofEdge(e)).map(Panel.quote));
    };
    const button = el("button", { className: "link", "aria-expanded": "false", title: t("showQuote"), onclick: open }, Text.name(Data.predicates[edges.predicate[e]]));
    const line = el("tr", {}, el("td", {}, Panel.link(edges.from[e])), el("td", {}, button), el("td", {}, Panel.link(edges.to[e])),
      el("td", { className: "date" }, Data.dateOf(e) ?? ""), el("td", { className: "number" }, `${edges.confidence[e]}%`), el("td", { className: "report" }, reports(e)));
    return [line, below];
  }

  function draw() {
    const all = rows();
    const more = all.length > shown ? el("button", { className: "more", onclick: () => { shown += PAGE * 5; draw(); } }, t("showMore", { count: Math.min(PAGE * 5, all.length - shown), all: Text.number(all.length) })) : null;
    const body = el("tbody", {}, ...all.slice(0, shown).flatMap(row));
    const table = el("table", {}, el("caption", {}, t("tableCaption", { count: Text.number(all.length) })), el("thead", {}, el("tr", {}, ...columns.map(heading))), body);
    holder.replaceChildren(...[table, more].filter(Boolean));
  }

  return { draw, again: () => { shown = PAGE; draw(); }, rows, reports };
})();
