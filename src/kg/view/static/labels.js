// Names on the canvas: drawn in screen pixels, the better connected first, and none over another.
const Labels = (() => {
  const FONT = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","Hiragino Sans GB",system-ui,sans-serif';
  /** Square pixels of screen to each ordinary name: more of them and nothing is read. */
  const PATCH = 8500;
  /** The best connected few are written bigger and first. */
  const HUBS = 12;
  const isHub = (i) => Fold.isFolded(i) || (Data.rank[i] < HUBS && Data.degree[i] > 4);
  const narrow = () => screen.width < 600;
  const widths = new Map();
  let drawn = [];
  let screen = { width: 0, height: 0 };

  function width(ctx, text, font) {
    const key = font + text;
    if (!widths.has(key)) { ctx.font = font; widths.set(key, ctx.measureText(text).width); }
    return widths.get(key);
  }

  const short = (text, most) => ([...text].length > most ? [...text].slice(0, most - 1).join("") + "…" : text);

  function style(i, strong) {
    const size = (strong ? 14 : isHub(i) ? 15 : Data.rank[i] < HUBS * 5 ? 13 : 12) - (narrow() ? 1 : 0);
    return { size, font: `${strong || isHub(i) ? 600 : 400} ${size}px ${FONT}` };
  }

  /** Below, above, right, left of a shape of radius r. */
  const places = (x, y, r, w, h) => [
    { x: x - w / 2, y: y + r + 2, w, h }, { x: x - w / 2, y: y - r - h - 2, w, h },
    { x: x + r + 3, y: y - h / 2, w, h }, { x: x - r - w - 3, y: y - h / 2, w, h },
  ];

  function write(ctx, text, box, font, colour, alpha = 1) {
    ctx.font = font;
    ctx.globalAlpha = alpha;
    ctx.lineWidth = 3.5;
    ctx.lineJoin = "round";
    ctx.strokeStyle = Theme.ink.halo;
    ctx.strokeText(text, box.x, box.y + 1);
    ctx.fillStyle = colour;
    ctx.fillText(text, box.x, box.y + 1);
    ctx.globalAlpha = 1;
  }

  /** No word is cut by the edge of the canvas. */
  const whole = (b) => b.x >= 0 && b.y >= 0 && b.x + b.w <= screen.width && b.y + b.h <= screen.height;

  /** One name, at the first place that is free; hubs may cover shapes, those that must go over everything. */
  function place(ctx, taken, shapes, item) {
    const { i, x, y, r, strong, faded } = item;
    const { size, font } = style(i, strong);
    const text = Fold.isFolded(i) ? Hulls.name(Data.nodes.community[i]) : short(Data.nodes.label[i], strong ? 30 : narrow() ? 9 : 13);
    const w = width(ctx, text, font), h = size + 4;
    const options = places(x, y, r, w, h);
    const box = options.find((b) => whole(b) && taken.free(b, i) && shapes.free(b, i))
      ?? (item.hub || item.must ? options.find((b) => whole(b) && taken.free(b, i)) : null) ?? (item.must ? options[0] : null);
    if (!box) return;
    taken.add({ ...box, owner: i });
    write(ctx, text, box, font, Theme.ink.text, faded ? 0.25 : 1);
    drawn.push({ text: Data.nodes.label[i], shown: text, node: i, ...box });
  }

  /** A word at the first of its points on the edge that is free, beside shapes if it can be. */
  function onEdge(ctx, taken, shapes, { points, text, edge }) {
    const font = `500 12px ${FONT}`;
    const w = width(ctx, text, font), h = 16;
    const free = points.map(({ x, y }) => ({ x: x - w / 2, y: y - h / 2, w, h })).filter((b) => taken.free(b));
    const box = free.find((b) => shapes.free(b)) ?? free[0];
    if (!box) return;
    taken.add(box);
    write(ctx, text, box, font, Theme.ink.hot);
    drawn.push({ text, shown: text, edge, ...box });
  }

  /**
   * Draws names of the items ({i, x, y, r, strong, must, faded}, best first): those that must, words of edges, names of hubs,
   * what `between` adds, then as many as one to a patch of screen allows.
   */
  function draw(ctx, items, words, size, between) {
    const taken = Geometry.boxes();
    drawn = [];
    screen = size;
    ctx.textBaseline = "top";
    const shapes = Geometry.boxes();
    for (const { i, x, y, r } of items) if (r > 4) shapes.add({ x: x - r * 0.75, y: y - r * 0.75, w: r * 1.5, h: r * 1.5, owner: i });
    const inside = ({ x, y }) => x > -80 && y > -30 && x < size.width + 80 && y < size.height + 30;
    const strong = items.filter((item) => item.must);
    for (const item of strong) place(ctx, taken, shapes, item);
    for (const word of words) onEdge(ctx, taken, shapes, word);
    const rest = items.filter((item) => !item.must && inside(item));
    for (const item of rest) item.hub = item.score < 2 || isHub(item.i);
    for (const item of rest) if (item.hub) place(ctx, taken, shapes, item);
    between(taken);
    const most = drawn.length + (size.width * size.height) / PATCH;
    for (const item of rest) if (!item.hub && drawn.length < most) place(ctx, taken, shapes, item);
  }

  return { FONT, draw, narrow, whole, width, write, short, get drawn() { return drawn; } };
})();
