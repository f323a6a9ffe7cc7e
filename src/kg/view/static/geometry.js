// Plane geometry without any knowledge of the graph.
const Geometry = (() => {
  const cross = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);

  function chain(points) {
    const kept = [];
    for (const p of points) {
      while (kept.length > 1 && cross(kept[kept.length - 2], kept[kept.length - 1], p) <= 0) kept.pop();
      kept.push(p);
    }
    kept.pop();
    return kept;
  }

  /** The convex hull of [x, y] points, counter-clockwise. */
  function hull(points) {
    const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return sorted.length < 3 ? sorted : [...chain(sorted), ...chain(sorted.reverse())];
  }

  /** Each point as a ring of eight around it: their hull is the padded hull. */
  const padded = (points, pad) =>
    points.flatMap(([x, y]) => Array.from({ length: 8 }, (_, k) => [x + pad * Math.cos(k * Math.PI / 4), y + pad * Math.sin(k * Math.PI / 4)]));

  /** A closed path through the middles of the sides, so that corners are round. */
  function trace(ctx, points) {
    const middle = (a, b) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    ctx.beginPath();
    ctx.moveTo(...middle(points[points.length - 1], points[0]));
    points.forEach((p, i) => ctx.quadraticCurveTo(...p, ...middle(p, points[(i + 1) % points.length])));
    ctx.closePath();
  }

  /** Rectangles placed so far, in cells, so that a new one is only checked against near ones. */
  function boxes(cell = 80) {
    const cells = new Map();
    const near = (box, f) => {
      for (let x = Math.floor(box.x / cell); x <= Math.floor((box.x + box.w) / cell); x++) {
        for (let y = Math.floor(box.y / cell); y <= Math.floor((box.y + box.h) / cell); y++) if (f(x * 100003 + y)) return true;
      }
      return false;
    };
    const meets = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
    return {
      free: (box, owner) => !near(box, (k) => (cells.get(k) ?? []).some((other) => (owner === undefined || other.owner !== owner) && meets(box, other))),
      add: (box) => { near(box, (k) => { if (cells.has(k)) cells.get(k).push(box); else cells.set(k, [box]); return false; }); },
    };
  }

  return { hull, padded, trace, boxes };
})();
