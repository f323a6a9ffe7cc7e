// Communities: a soft shape around each, named after its best connected member.
const Hulls = (() => {
  const MOST = 40;
  let shapes = [];
  let captions = [];

  const least = () => (Data.large ? 12 : 4);

  /** Shapes of the communities whose members are on; `at` gives a node's position. */
  function shape(at, on) {
    shapes = [];
    Data.communities.slice(0, MOST).forEach((community, number) => {
      const members = community.members.filter((i) => on[i]);
      if (members.length < least()) return;
      const points = Geometry.hull(Geometry.padded(members.map(at), 38));
      shapes.push({ number, points, count: members.length, top: points.reduce((a, b) => (b[1] < a[1] ? b : a)) });
    });
  }

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

  /** Names above the shapes, in screen pixels, where the labels left room. */
  function caption(ctx, toScreen, taken, quiet) {
    captions = [];
    const font = `600 12px ${Labels.FONT}`;
    for (const { number, top } of shapes) {
      const text = name(number);
      const { x, y } = toScreen({ x: top[0], y: top[1] });
      const w = Labels.width(ctx, text, font);
      const box = { x: x - w / 2, y: y - 18, w, h: 16 };
      if (!taken.free(box)) continue;
      taken.add(box);
      Labels.write(ctx, text, box, font, Theme.community(number), quiet ? 0.35 : 1);
      captions.push({ number, text, ...box });
    }
  }

  const hit = (x, y) => captions.find((c) => x >= c.x && x <= c.x + c.w && y >= c.y && y <= c.y + c.h)?.number ?? -1;

  return { shape, draw, caption, hit, name, get captions() { return captions; } };
})();
