// Communities: a soft shape around each, named after its best connected member.
const Hulls = (() => {
  const MOST = 40;
  let shapes = [];
  let captions = [];

  const least = () => (Data.large ? 12 : Data.nodes.n > 100 ? 4 : 3);

  /** Shapes of the communities whose members are on; `at` gives a node's position. */
  function shape(at, on) {
    shapes = [];
    Data.communities.slice(0, MOST).forEach((community, number) => {
      if (Fold.has(number)) return;
      const members = community.members.filter((i) => on[i]);
      if (members.length < least()) return;
      const points = Geometry.hull(Geometry.padded(Geometry.hull(members.map(at)), 38));
      shapes.push({ number, points, count: members.length, ends: extremes(points) });
    });
  }

  /** The highest, the lowest, the rightmost and the leftmost point. */
  function extremes(points) {
    const best = (better) => points.reduce((a, b) => (better(b, a) ? b : a));
    return [best((a, b) => a[1] < b[1]), best((a, b) => a[1] > b[1]), best((a, b) => a[0] > b[0]), best((a, b) => a[0] < b[0])];
  }

  /** Above, below, right and left of a shape with these extreme points on the screen. */
  const places = ([top, foot, right, left], w) => [
    { x: top.x - w / 2, y: top.y - 18, w, h: 16 }, { x: foot.x - w / 2, y: foot.y + 3, w, h: 16 },
    { x: right.x + 4, y: right.y - 8, w, h: 16 }, { x: left.x - w - 4, y: left.y - 8, w, h: 16 },
  ];

  function draw(ctx, scale, quiet) {
    for (const { number, points } of shapes) {
      Geometry.trace(ctx, points);
      ctx.fillStyle = Theme.community(number, Theme.ink.hull * (quiet ? 0.5 : 1));
      ctx.fill();
      ctx.strokeStyle = Theme.community(number, Theme.ink.hullLine * (quiet ? 0.4 : 1));
      ctx.lineWidth = 1.2 / scale;
      ctx.stroke();
    }
  }

  const name = (number) => Text.t("communityName", { hub: Labels.short(Data.nodes.label[Data.communities[number].hub], 12), count: Data.communities[number].members.length });

  /** Names beside the shapes, in screen pixels, where the labels left room. */
  function caption(ctx, toScreen, taken, quiet) {
    captions = [];
    const font = `600 12px ${Labels.FONT}`;
    for (const { number, ends } of shapes) {
      // on a narrow screen the hub's own name says as much
      if (Labels.narrow() && Labels.drawn.some((d) => d.node === Data.communities[number].hub)) continue;
      const text = name(number);
      const box = places(ends.map(([x, y]) => toScreen({ x, y })), Labels.width(ctx, text, font)).find((b) => Labels.whole(b) && taken.free(b));
      if (!box) continue;
      taken.add(box);
      Labels.write(ctx, text, box, font, Theme.community(number), quiet ? 0.35 : 1);
      captions.push({ number, text, ...box });
    }
  }

  const hit = (x, y) => captions.find((c) => x >= c.x && x <= c.x + c.w && y >= c.y && y <= c.y + c.h)?.number ?? -1;

  return { shape, draw, caption, hit, name, get captions() { return captions; } };
})();
