// What the pane says while nothing is chosen: the hubs, the communities, the reports.
const Overview = (() => {
  const { t } = Text;
  const TOP = 12;

  function hubs() {
    const top = Data.order.filter((i) => Filter.nodeOn[i] && Data.degree[i] > 1).slice(0, TOP);
    const most = Math.max(1, ...top.map((i) => Data.degree[i]));
    const bar = (i) => {
      const made = el("span", { className: "bar", "aria-hidden": "true" });
      made.style.width = `${Math.round((Data.degree[i] / most) * 64)}px`;
      return made;
    };
    return el("ol", { className: "ranked" }, ...top.map((i) => el("li", {}, Panel.link(i), bar(i), el("span", { className: "count" }, String(Data.degree[i])))));
  }

  function communities() {
    const big = Data.communities.flatMap((c, number) => (c.members.length > 1 ? [number] : []));
    return Panel.few(big, (number) => el("li", {}, el("button", { className: "link", onclick: () => State.set({ community: number }) }, dot(number), Hulls.name(number))), 10);
  }

  function dot(number) {
    const mark = el("span", { className: "swatch dot", "aria-hidden": "true" });
    mark.style.background = Theme.community(number);
    return mark;
  }

  const foldAll = () => el("button", { className: "more end", "aria-pressed": String(State.now.folded.size > 0), onclick: Fold.toggleAll }, t("foldAll"));

  return {
    content: () => [
      el("h2", {}, t("overview")), el("p", { className: "sub" }, t("overviewHint")),
      el("h3", {}, t("hubs")), hubs(), el("h3", {}, t("communities"), Fold.all().length ? foldAll() : null), communities(),
    ],
  };
})();
