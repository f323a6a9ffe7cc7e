// The whole of a large graph as pictures: one of everything, and sharper tiles of what is looked at.
// Nodes on it can be hit: a grid finds the nearest.
const Backdrop = (() => {
  const { nodes, edges, degree, large } = Data;
  const SIZE = 2048, TILE = 1024, KEEP = 16, CELL = 400;
  const box = extent();
  const wholeScale = Math.min(SIZE / (box.x1 - box.x0), SIZE / (box.y1 - box.y0));
  let whole = null;
  let tiles = new Map();
  let live = new Set();
  let cells = null;
  let timer = 0;

  function extent() {
    let x0 = Infinity, x1 = -Infinity, y0 = Infinity, y1 = -Infinity;
    for (let i = 0; i < nodes.n; i++) {
      x0 = Math.min(x0, nodes.x[i]); x1 = Math.max(x1, nodes.x[i]);
      y0 = Math.min(y0, nodes.y[i]); y1 = Math.max(y1, nodes.y[i]);
    }
    return { x0: x0 - 100, x1: x1 + 100, y0: y0 - 100, y1: y1 + 100 };
  }

  function paper(width, height, scale, x, y) {
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(width); canvas.height = Math.ceil(height);
    const ctx = canvas.getContext("2d");
    ctx.setTransform(scale, 0, 0, scale, -x * scale, -y * scale);
    return { canvas, ctx };
  }

  /** Lines within communities show their shape. Those across are many, and from far off one broad line for each two communities says more. */
  function drawEdges(ctx, scale, view) {
    const within = (e) => nodes.community[edges.from[e]] === nodes.community[edges.to[e]];
    ctx.lineWidth = 0.8 / scale;
    ctx.strokeStyle = Theme.ink.edge;
    ctx.globalAlpha = 0.14;
    stroke(ctx, within, view);
    ctx.globalAlpha = 0.05;
    if (view) stroke(ctx, (e) => !within(e), view); else drawBonds(ctx, scale);
  }

  function drawBonds(ctx, scale) {
    const bonds = new Map(), count = Data.communities.length;
    for (let e = 0; e < edges.n; e++) {
      const a = nodes.community[edges.from[e]], b = nodes.community[edges.to[e]], key = Math.min(a, b) * count + Math.max(a, b);
      if (a !== b && Filter.edgeOn[e]) bonds.set(key, (bonds.get(key) ?? 0) + 1);
    }
    ctx.globalAlpha = 0.12;
    for (const [key, weight] of bonds) {
      const [a, b] = [Math.floor(key / count), key % count].map((c) => Data.communities[c].hub);
      ctx.lineWidth = Math.min(6, 0.6 * Math.sqrt(weight)) / scale;
      ctx.beginPath();
      ctx.moveTo(nodes.x[a], nodes.y[a]);
      ctx.lineTo(nodes.x[b], nodes.y[b]);
      ctx.stroke();
    }
  }

  /** In bunches: one path of 60,000 lines takes seconds. */
  function stroke(ctx, wanted, view) {
    let bunch = 0;
    ctx.beginPath();
    for (let e = 0; e < edges.n; e++) {
      const a = edges.from[e], b = edges.to[e];
      if (!Filter.edgeOn[e] || Fold.hides(a) || Fold.hides(b) || !wanted(e) || (view && !meets(view, a, b))) continue;
      ctx.moveTo(nodes.x[a], nodes.y[a]);
      ctx.lineTo(nodes.x[b], nodes.y[b]);
      if (++bunch % 400 === 0) { ctx.stroke(); ctx.beginPath(); }
    }
    ctx.stroke();
  }

  const meets = (v, a, b) =>
    Math.min(nodes.x[a], nodes.x[b]) < v.x1 && Math.max(nodes.x[a], nodes.x[b]) > v.x0 && Math.min(nodes.y[a], nodes.y[b]) < v.y1 && Math.max(nodes.y[a], nodes.y[b]) > v.y0;

  function drawNodes(ctx, scale, view) {
    ctx.globalAlpha = 0.75;
    const byKind = Data.kinds.map(() => []);
    for (let i = 0; i < nodes.n; i++) if (Filter.nodeOn[i] && !Fold.hides(i) && (!view || meets(view, i, i))) byKind[nodes.kind[i]].push(i);
    byKind.forEach((list, kind) => {
      ctx.fillStyle = Data.kinds[kind][Theme.name];
      for (const i of list) {
        const r = Math.max(Math.min(6 + 2.5 * Math.sqrt(degree[i]), 34), 1.1 / scale);
        ctx.fillRect(nodes.x[i] - r, nodes.y[i] - r, 2 * r, 2 * r);
      }
    });
    ctx.globalAlpha = 1;
  }

  function drawWhole() {
    const { canvas, ctx } = paper((box.x1 - box.x0) * wholeScale, (box.y1 - box.y0) * wholeScale, wholeScale, box.x0, box.y0);
    drawEdges(ctx, wholeScale, null);
    drawNodes(ctx, wholeScale, null);
    whole = canvas;
  }

  /** Tiles come in steps of four: the step that is at least as sharp as the screen. */
  function drawTile(step, column, row) {
    const scale = wholeScale * 4 ** step, side = TILE / scale;
    const view = { x0: box.x0 + column * side, y0: box.y0 + row * side };
    Object.assign(view, { x1: view.x0 + side, y1: view.y0 + side });
    const { canvas, ctx } = paper(TILE, TILE, scale, view.x0, view.y0);
    drawEdges(ctx, scale, view);
    drawNodes(ctx, scale, view);
    tiles.set(`${step} ${column} ${row}`, { canvas, ...view });
    if (tiles.size > KEEP) tiles.delete(tiles.keys().next().value);
  }

  const stepFor = (scale) => Math.min(2, Math.max(0, Math.ceil(Math.log(scale / wholeScale / 1.3) / Math.log(4))));

  function missing() {
    const scale = Canvas.network.getScale(), step = stepFor(scale);
    if (!step) return [];
    const side = TILE / (wholeScale * 4 ** step), canvas = byId("canvas");
    const from = Canvas.network.DOMtoCanvas({ x: 0, y: 0 }), to = Canvas.network.DOMtoCanvas({ x: canvas.clientWidth, y: canvas.clientHeight });
    const found = [];
    for (let c = Math.floor((Math.max(from.x, box.x0) - box.x0) / side); c <= (Math.min(to.x, box.x1) - box.x0) / side; c++) {
      for (let r = Math.floor((Math.max(from.y, box.y0) - box.y0) / side); r <= (Math.min(to.y, box.y1) - box.y0) / side; r++) {
        if (!tiles.has(`${step} ${c} ${r}`)) found.push([step, c, r]);
      }
    }
    return found.slice(0, KEEP);
  }

  /** Sharper tiles once the view rests, one a frame. */
  function settle() {
    if (!large) return;
    clearTimeout(timer);
    timer = setTimeout(function next() {
      const [wanted] = missing();
      if (!wanted) return;
      drawTile(...wanted);
      Canvas.network.redraw();
      timer = setTimeout(next, 16);
    }, 150);
  }

  function draw(ctx, scale, quiet) {
    if (!large || Filter.counts.nodes === live.size) return;
    ctx.globalAlpha = quiet ? 0.3 : 1;
    const step = stepFor(scale);
    ctx.drawImage(whole, box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0);
    if (step) sharp(ctx, step);
    ctx.globalAlpha = 1;
  }

  function sharp(ctx, step) {
    for (const [key, t] of tiles) {
      if (!key.startsWith(`${step} `)) continue;
      ctx.fillStyle = Data.backgrounds[Theme.name];
      ctx.fillRect(t.x0, t.y0, t.x1 - t.x0, t.y1 - t.y0);
      ctx.drawImage(t.canvas, t.x0, t.y0, t.x1 - t.x0, t.y1 - t.y0);
    }
  }

  function grid() {
    cells = new Map();
    for (let i = 0; i < nodes.n; i++) {
      const key = Math.floor(nodes.x[i] / CELL) * 100003 + Math.floor(nodes.y[i] / CELL);
      if (cells.has(key)) cells.get(key).push(i); else cells.set(key, [i]);
    }
  }

  /** The visible node nearest to a point of the canvas within `reach` units, else -1. */
  function hit(x, y, reach) {
    if (!cells) grid();
    let best = -1, least = reach;
    for (let cx = Math.floor((x - reach) / CELL); cx <= Math.floor((x + reach) / CELL); cx++) {
      for (let cy = Math.floor((y - reach) / CELL); cy <= Math.floor((y + reach) / CELL); cy++) {
        for (const i of cells.get(cx * 100003 + cy) ?? []) {
          const far = Math.hypot(nodes.x[i] - x, nodes.y[i] - y);
          if (Filter.nodeOn[i] && !Fold.hides(i) && far <= least) { best = i; least = far; }
        }
      }
    }
    return best;
  }

  return {
    draw, settle, hit, wholeScale,
    cover: (set) => { live = set; },
    /** After a change of filter or theme. */
    renew: () => { if (large) { tiles = new Map(); drawWhole(); settle(); } },
  };
})();
