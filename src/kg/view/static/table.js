// Everything that the reports say, for people who would rather read: sortable, under the same filters, a page of rows at a time.
const Table = (() => {
  const { nodes, edges } = Data;
  const { t } = Text;
  const PAGE = 100;
  const holder = byId("table-view");
  const columns = ["subject", "predicate", "object", "date", "confidence", "report"];
  let sorted = { column: -1, up: true };
  let shown = PAGE;
  let turn = 0;

  const titles = (numbers) => [...new Set(numbers)].map((r) => Data.reports[r].title).join("；");

  /** A relation of two entities as a row. */
  const ofEdge = (e) => ({
    subject: nodes.label[edges.from[e]], predicate: Text.name(Data.predicates[edges.predicate[e]]), object: nodes.label[edges.to[e]], date: Data.dateOf(e) ?? "",
    confidence: edges.confidence[e], report: titles(Data.sets[edges.reports[e]]), from: edges.from[e], to: edges.to[e], id: Data.predicates[edges.predicate[e]].id, also: edges.also[e], quotes: () => Evidence.ofEdge(e),
  });

  /** A status, a figure or a word about one entity as a row. */
  const ofNode = (row) => ({
    subject: nodes.label[row.node], predicate: row.name, object: row.value, date: row.date ?? Data.firstDate(row.set) ?? "", confidence: row.confidence,
    report: titles(Data.sets[row.set]), from: row.node, to: -1, id: row.id, also: row.also, quotes: async () => row.evidence,
  });

  /** What the filters leave, in the chosen order. */
  async function rows() {
    const extras = await Evidence.ofAllNodes();
    const found = [];
    for (let e = 0; e < edges.n; e++) if (Filter.edgeOn[e]) found.push(ofEdge(e));
    found.push(...extras.map(ofNode));
    if (sorted.column < 0) return found;
    const key = columns[sorted.column], sign = sorted.up ? 1 : -1, order = new Intl.Collator(Text.lang === "zh" ? "zh" : "en", { numeric: true });
    return found.sort((a, b) => sign * (key === "confidence" ? a[key] - b[key] : order.compare(a[key], b[key])));
  }

  async function sort(k) {
    sorted = { column: k, up: sorted.column === k ? !sorted.up : true };
    shown = PAGE;
    await draw();
    holder.querySelectorAll("th button")[k].focus();
  }

  function heading(name, k) {
    const state = sorted.column !== k ? "none" : sorted.up ? "ascending" : "descending";
    return el("th", { scope: "col", "aria-sort": state }, el("button", { onclick: () => sort(k) }, t(name) + { none: "", ascending: " ↑", descending: " ↓" }[state]));
  }

  function line(row) {
    const quoted = el("td", { colSpan: columns.length });
    const below = el("tr", { className: "quoted", hidden: true }, quoted);
    const open = async () => {
      below.hidden = !below.hidden;
      button.setAttribute("aria-expanded", String(!below.hidden));
      if (!quoted.childNodes.length) quoted.append(...(await row.quotes()).map(Panel.quote));
    };
    const button = el("button", { className: "link", "aria-expanded": "false", title: t("showQuote"), onclick: open }, row.predicate);
    const object = row.to < 0 ? row.object : Panel.link(row.to);
    return [el("tr", {}, el("td", {}, Panel.link(row.from)), el("td", {}, button, Panel.also(row.also)), el("td", {}, object), el("td", { className: "date" }, row.date), el("td", { className: "number" }, `${row.confidence}%`), el("td", { className: "report" }, row.report)), below];
  }

  async function draw() {
    const mine = ++turn, all = await rows();
    if (mine !== turn) return;
    const rest = all.length - shown;
    const more = rest > 0 ? [el("button", { className: "more", onclick: () => { shown += PAGE * 5; draw(); } }, t("showMore", { count: Math.min(PAGE * 5, rest), all: Text.number(all.length) }))] : [];
    const body = el("tbody", {}, ...all.slice(0, shown).flatMap(line));
    holder.replaceChildren(el("table", {}, el("caption", {}, t("tableCaption", { count: Text.number(all.length) })), el("thead", {}, el("tr", {}, ...columns.map(heading))), body), ...more);
  }

  return { again: () => { shown = PAGE; draw(); }, rows };
})();
