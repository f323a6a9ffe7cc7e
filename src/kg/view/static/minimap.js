// The whole in a corner, with a frame around what is in view; it shows only while something lies outside.
const Minimap = (() => {
  const { nodes } = Data;
  const MOST = { width: 170, height: 130 }, AIR = 60;
  const map = byId("minimap"), ctx = map.getContext("2d");
  const box = extent(() => true);
  let shown = box;
  const scale = Math.min(MOST.width / (box.x1 - box.x0), MOST.height / (box.y1 - box.y0));
  const picture = document.createElement("canvas");
  map.width = picture.width = Math.max(1, Math.ceil((box.x1 - box.x0) * scale));
  map.height = picture.height = Math.max(1, Math.ceil((box.y1 - box.y0) * scale));

  /** Around the wanted nodes, with some air. */
  function extent(wanted) {
    const ends = (list) => list.reduce(([lo, hi], v, i) => (wanted(i) ? [Math.min(lo, v), Math.max(hi, v)] : [lo, hi]), [Infinity, -Infinity]);
    const [x0, x1] = ends(nodes.x), [y0, y1] = ends(nodes.y);
    return x0 > x1 ? { x0: -AIR, x1: AIR, y0: -AIR, y1: AIR } : { x0: x0 - AIR, x1: x1 + AIR, y0: y0 - AIR, y1: y1 + AIR };
  }

  /** A dot for each node, after a change of filter or theme. */
  function paint() {
    const brush = picture.getContext("2d"), size = nodes.n > 2000 ? 1 : 2;
    shown = extent((i) => Filter.nodeOn[i]);
    brush.clearRect(0, 0, picture.width, picture.height);
    for (let i = 0; i < nodes.n; i++) {
      if (!Filter.nodeOn[i]) continue;
      brush.fillStyle = Theme.community(nodes.community[i]);
      brush.fillRect((nodes.x[i] - box.x0) * scale - size / 2, (nodes.y[i] - box.y0) * scale - size / 2, size, size);
    }
  }

  function draw() {
    const { clientWidth: w, clientHeight: h } = byId("canvas");
    const from = Canvas.network.DOMtoCanvas({ x: 0, y: 0 }), to = Canvas.network.DOMtoCanvas({ x: w, y: h });
    map.hidden = from.x <= shown.x0 + AIR && from.y <= shown.y0 + AIR && to.x >= shown.x1 - AIR && to.y >= shown.y1 - AIR;
    if (map.hidden) return;
    ctx.clearRect(0, 0, map.width, map.height);
    ctx.drawImage(picture, 0, 0);
    ctx.strokeStyle = Theme.ink.text;
    ctx.strokeRect((from.x - box.x0) * scale, (from.y - box.y0) * scale, (to.x - from.x) * scale, (to.y - from.y) * scale);
  }

  function go(event) {
    const seen = map.getBoundingClientRect();
    Canvas.look(box.x0 + (event.clientX - seen.x - map.clientLeft) / scale, box.y0 + (event.clientY - seen.y - map.clientTop) / scale);
  }

  map.onpointerdown = (down) => { map.setPointerCapture(down.pointerId); map.onpointermove = go; go(down); };
  map.onpointerup = map.onpointercancel = () => { map.onpointermove = null; };

  return { paint, draw };
})();
