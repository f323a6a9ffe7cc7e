// The side pane: the legend is the filter of types; predicates, reports, communities and confidence below it.
const Legend = (() => {
  const { t } = Text;
  const tally = (numbers, count) => { const found = new Int32Array(count); for (const i of numbers) found[i]++; return found; };
  const ofKinds = tally(Data.nodes.kind, Data.kinds.length);
  const ofPredicates = tally([...Data.edges.predicate, ...Data.saidNodes.flatMap((i) => Data.said(i).map((row) => row.predicate))], Data.predicates.length);
  const ofReports = (() => {
    const found = new Int32Array(Data.reports.length);
    const count = (set) => { for (const r of Data.sets[set]) found[r]++; };
    Data.edges.reports.forEach(count);
    for (const i of Data.saidNodes) for (const row of Data.said(i)) count(row.set);
    return found;
  })();

  /** One line: a check box with its mark, name and count; `only` leaves this one alone. */
  function line(field, number, name, count, mark) {
    const box = el("input", { type: "checkbox", checked: !State.now[field].has(number), onchange: () => State.set({ [field]: State.toggled(State.now[field], number) }) });
    const only = el("button", { className: "only", "aria-label": t("onlyThis", { name }), onclick: () => alone(field, number) }, t("only"));
    return el("li", { className: State.now[field].has(number) ? "off" : "" }, el("label", {}, box, mark, el("span", { className: "name", title: name }, name), el("span", { className: "count" }, Text.number(count))), only);
  }

  const sizes = { kinds: Data.kinds.length, predicates: Data.predicates.length, reports: Data.reports.length };
  function alone(field, number) {
    const others = Array.from({ length: sizes[field] }, (_, i) => i).filter((i) => i !== number);
    const already = State.now[field].size === others.length && !State.now[field].has(number);
    State.set({ [field]: new Set(already ? [] : others) });
  }

  const falling = (counts) => [...counts.keys()].sort((a, b) => counts[b] - counts[a] || a - b);

  /** Draws anew, and leaves the keyboard where it was. */
  function fill(id, items) {
    const list = byId(id), index = [...list.querySelectorAll("input, button")].indexOf(document.activeElement);
    list.replaceChildren(...items);
    if (index >= 0) list.querySelectorAll("input, button")[index]?.focus();
  }

  function draw(s) {
    fill("legend", Data.kinds.flatMap((k, i) => (ofKinds[i] ? [line("kinds", i, Text.name(k), ofKinds[i], Panel.swatch(i))] : [])));
    fill("predicates", falling(ofPredicates).map((i) => line("predicates", i, Text.name(Data.predicates[i]), ofPredicates[i], "")));
    fill("reports", Data.reports.map((r, i) => i).sort((a, b) => ((Data.reports[b].date ?? "") < (Data.reports[a].date ?? "") ? -1 : 1)).map((i) => line("reports", i, Data.reports[i].title, ofReports[i], "")));
    const names = Data.communities.flatMap((c, i) => (c.members.length > 1 ? [el("option", { value: String(i) }, Hulls.name(i))] : [])).slice(0, 200);
    byId("community").replaceChildren(el("option", { value: "-1" }, t("allCommunities")), ...names);
    byId("community").value = String(s.community);
    byId("confidence").value = String(s.confidence);
    byId("confidence-value").textContent = s.confidence ? `≥ ${s.confidence}%` : t("any");
    byId("reset").disabled = !Filter.active(s);
    byId("counts").textContent = Filter.active(s)
      ? t("countsSome", { nodes: Text.number(Filter.counts.nodes), allNodes: Text.number(Data.nodes.n), edges: Text.number(Filter.counts.edges), allEdges: Text.number(Data.edges.n) })
      : t("counts", { nodes: Text.number(Data.counts.entities), edges: Text.number(Data.counts.facts), reports: Text.number(Data.counts.reports) });
  }

  byId("community").onchange = (event) => State.set({ community: Number(event.target.value) });
  byId("confidence").oninput = (event) => State.set({ confidence: Number(event.target.value) });
  byId("reset").onclick = () => State.reset();

  return { draw };
})();
