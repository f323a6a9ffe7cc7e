// Quotes lie in gzip blocks; each is opened when something of it is first looked at.
const Evidence = (() => {
  const blocks = [...document.querySelectorAll("script.evidence")];
  const size = blocks.length ? Number(blocks[0].dataset.size) : 1;
  const opened = new Map();

  async function unpack(element) {
    const bytes = Uint8Array.from(atob(element.textContent), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  function open(element) {
    if (!opened.has(element)) opened.set(element, unpack(element));
    return opened.get(element);
  }

  function cited(block, rows) {
    return rows.map(([q, start, end, rule, score]) => {
      const [report, offset, text] = block.quotes[q];
      return { report, offset, text, start, end, rule, score };
    });
  }

  return {
    /** The evidence of one edge: [{report, offset, text, start, end, rule, score}], trigger offsets in code points, -1 for none. */
    ofEdge: async (e) => {
      const block = await open(blocks[Math.floor(e / size)]);
      return cited(block, block.edges[e % size]);
    },
    /** Statuses, statistics and literals of one node. */
    ofNode: async (i) => {
      const block = await open(byId("extras"));
      return (block.nodes[i] ?? []).map((row) => ({ ...row, evidence: cited(block, row.evidence) }));
    },
    /** How many blocks have been opened so far. */
    get openedBlocks() { return opened.size; },
  };
})();
