// Facts by month, and a window over them: drag its ends, drag the window, or use the arrow keys on either end.
const Timeline = (() => {
  const { t } = Text;
  const holder = byId("timeline");
  const month = (date) => (date && date.length >= 7 ? date.slice(0, 7) : date && /^\d{4}$/.test(date) ? `${date}-01` : null);
  const byMonth = new Map();
  function count(date) {
    const key = month(date);
    if (key) byMonth.set(key, (byMonth.get(key) ?? 0) + 1);
  }
  for (let e = 0; e < Data.edges.n; e++) count(Data.dateOf(e));
  for (const i of Data.saidNodes) for (const row of Data.said(i)) count(row.date ?? Data.firstDate(row.set));
  const months = span([...byMonth.keys()].sort());
  const highest = Math.max(1, ...byMonth.values());
  let ends = [0, months.length - 1];
  let parts = null;

  /** All months from the first to the last, also those without facts; at most forty years. */
  function span(known) {
    if (!known.length) return [];
    const number = (key) => Number(key.slice(0, 4)) * 12 + Number(key.slice(5, 7)) - 1;
    const last = number(known[known.length - 1]);
    const from = Math.max(number(known[0]), last - 480);
    return Array.from({ length: last - from + 1 }, (_, k) => `${Math.floor((from + k) / 12)}-${String(((from + k) % 12) + 1).padStart(2, "0")}`);
  }

  function apply() {
    const all = ends[0] === 0 && ends[1] === months.length - 1;
    State.set(all ? { from: null, to: null } : { from: months[ends[0]], to: months[ends[1]] });
  }

  function thumb(which) {
    const range = el("input", { type: "range", min: 0, max: months.length - 1, value: ends[which], className: which ? "to" : "from", "aria-label": t(which ? "timeTo" : "timeFrom") });
    range.oninput = () => {
      ends[which] = which ? Math.max(ends[0], Number(range.value)) : Math.min(ends[1], Number(range.value));
      apply();
    };
    return range;
  }

  /** Moves the whole window with the pointer. */
  function grab(down) {
    const width = parts.track.clientWidth, [from, to] = ends;
    down.target.setPointerCapture(down.pointerId);
    down.target.onpointermove = (event) => {
      const wanted = Math.round(((event.clientX - down.clientX) / width) * (months.length - 1));
      const shift = Math.min(Math.max(wanted, -from), months.length - 1 - to);
      ends = [from + shift, to + shift];
      apply();
    };
    down.target.onpointerup = down.target.onpointercancel = () => { down.target.onpointermove = null; };
  }

  function build() {
    const bars = el("div", { className: "bars", "aria-hidden": "true" }, ...months.map((m) => {
      const bar = el("span", { title: `${m} · ${byMonth.get(m) ?? 0}` });
      bar.style.height = `${byMonth.has(m) ? Math.max(8, Math.round((Math.sqrt(byMonth.get(m) / highest)) * 100)) : 0}%`;
      return bar;
    }));
    const frame = el("div", { className: "window", title: t("timeMove"), onpointerdown: grab });
    const track = el("div", { className: "track" }, bars, frame, thumb(0), thumb(1));
    const all = el("button", { className: "all", onclick: () => State.set({ from: null, to: null }) }, t("timeAll"));
    parts = { bars, frame, track, all, read: el("output", {}) };
    holder.replaceChildren(parts.read, track, all);
  }

  function draw(s) {
    holder.hidden = months.length < 2;
    if (holder.hidden) return;
    ends = [s.from ? Math.max(0, months.indexOf(s.from)) : 0, s.to && months.includes(s.to) ? months.indexOf(s.to) : months.length - 1];
    if (!parts || parts.lang !== Text.lang) { build(); parts.lang = Text.lang; }
    const at = (k) => (k / (months.length - 1)) * 100;
    parts.frame.style.left = `${at(ends[0])}%`;
    parts.frame.style.width = `${Math.max(at(ends[1]) - at(ends[0]), 0.5)}%`;
    parts.track.querySelectorAll("input").forEach((range, k) => { range.value = String(ends[k]); range.setAttribute("aria-valuetext", months[ends[k]]); });
    [...parts.bars.children].forEach((bar, k) => bar.classList.toggle("out", k < ends[0] || k > ends[1]));
    parts.read.textContent = months[ends[0]] === months[ends[1]] ? months[ends[0]] : `${months[ends[0]]} – ${months[ends[1]]}`;
    parts.all.disabled = !s.from && !s.to;
  }

  return { draw };
})();
