// What the user has chosen, in one place; the address holds it, and whoever draws listens.
const State = (() => {
  const fresh = () => ({
    kinds: new Set(), predicates: new Set(), reports: new Set(), folded: new Set(), community: -1, confidence: 0, from: null, to: null,
    node: -1, edge: -1, depth: 0, path: null, view: "graph", lang: null, theme: null,
  });
  const now = fresh();
  const listeners = [];
  const sets = { k: ["kinds", "kinds"], p: ["predicates", "predicates"] };
  const valid = (number, count) => Number.isInteger(number) && number >= 0 && number < count;

  function write() {
    const hash = new URLSearchParams();
    for (const [short, [name, table]] of Object.entries(sets)) if (now[name].size) hash.set(short, [...now[name]].sort((a, b) => a - b).map((i) => Data[table][i].id).join("~"));
    if (now.reports.size) hash.set("r", [...now.reports].sort((a, b) => a - b).join("~"));
    if (now.community >= 0) hash.set("g", Data.nodes.key[Data.communities[now.community].hub]);
    if (now.folded.size) hash.set("f", now.folded.size === Fold.all().length ? "all" : [...now.folded].sort((a, b) => a - b).map((c) => Data.nodes.key[Data.communities[c].hub]).join("~"));
    if (now.confidence) hash.set("c", now.confidence);
    if (now.from || now.to) hash.set("t", `${now.from ?? ""}~${now.to ?? ""}`);
    if (now.node >= 0) hash.set("n", Data.nodes.key[now.node]);
    if (now.edge >= 0) hash.set("e", now.edge);
    if (now.depth) hash.set("d", now.depth);
    if (now.path) hash.set("w", now.path.map((i) => Data.nodes.key[i]).join("~"));
    if (now.view !== "graph") hash.set("v", now.view);
    if (now.lang) hash.set("l", now.lang);
    if (now.theme) hash.set("m", now.theme);
    history.replaceState(null, "", `#${hash}`);
  }

  function read() {
    const hash = new URLSearchParams(location.hash.slice(1));
    Object.assign(now, fresh());
    for (const [short, [name, table]] of Object.entries(sets)) {
      const wanted = new Set((hash.get(short) ?? "").split("~"));
      now[name] = new Set(Data[table].flatMap((x, i) => (wanted.has(x.id) ? [i] : [])));
    }
    now.reports = new Set((hash.get("r") ?? "").split("~").filter(Boolean).map(Number).filter((i) => valid(i, Data.reports.length)));
    const hub = Data.byKey.get(hash.get("g"));
    now.community = hub === undefined ? -1 : Data.nodes.community[hub];
    const hubs = (hash.get("f") ?? "").split("~").map((k) => Data.byKey.get(k)).filter((i) => i !== undefined);
    now.folded = new Set(hash.get("f") === "all" ? Fold.all() : hubs.map((i) => Data.nodes.community[i]));
    now.confidence = Math.min(100, Math.max(0, Number(hash.get("c")) || 0));
    [now.from, now.to] = (hash.get("t") ?? "~").split("~").map((d) => (/^\d{4}-\d{2}$/.test(d) ? d : null));
    now.node = Data.byKey.get(hash.get("n")) ?? -1;
    now.edge = hash.has("e") && valid(Number(hash.get("e")), Data.edges.n) ? Number(hash.get("e")) : -1;
    now.depth = now.node < 0 ? 0 : Math.min(4, Math.max(0, Math.floor(Number(hash.get("d")) || 0)));
    const ends = (hash.get("w") ?? "").split("~").map((k) => Data.byKey.get(k));
    now.path = ends.length === 2 && ends.every((i) => i !== undefined) ? ends : null;
    now.view = hash.get("v") === "table" ? "table" : "graph";
    now.lang = ["zh", "en"].includes(hash.get("l")) ? hash.get("l") : null;
    now.theme = ["light", "dark"].includes(hash.get("m")) ? hash.get("m") : null;
  }

  return {
    now,
    read,
    listen: (f) => listeners.push(f),
    /** Changes some choices and tells everybody which. */
    set: (patch) => {
      const changed = new Set(Object.keys(patch).filter((k) => now[k] !== patch[k]));
      if (!changed.size) return;
      Object.assign(now, patch);
      write();
      for (const f of listeners) f(changed);
    },
    /** Everybody draws anew from the address. */
    restart: () => { read(); for (const f of listeners) f(new Set(Object.keys(now))); },
    toggled: (set, item) => { const copy = new Set(set); if (!copy.delete(item)) copy.add(item); return copy; },
    reset: () => {
      const { view, lang, theme } = now;
      State.set({ ...fresh(), view, lang, theme });
    },
  };
})();
