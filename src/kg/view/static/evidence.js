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
    return rows.map(([s, from, to, start, end, rule, score]) => {
      const [report, offset, text] = block.sentences[s];
      return { report, offset: offset + from, letters: [...text], from, to, start, end, rule, score };
    });
  }

  /** A text, a text in both languages, or a figure. */
  function words(value) {
    if (typeof value === "string") return value;
    if (value.number === undefined) return Text.name(value);
    return `${value.about ? Text.t("about") : ""}${value.number.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",")}${value.unit}`;
  }

  /** Only what the filters leave. */
  const said = (block, i) => Data.said(i).flatMap((known, k) => {
    if (!Filter.saidOn(i, k)) return [];
    const row = block.nodes[i][k];
    return [{ ...known, id: Data.predicates[known.predicate].id, name: words(row.predicate), value: words(row.value), evidence: cited(block, row.evidence) }];
  });

  return {
    /** The evidence of one edge: [{report, offset, letters, from, to, start, end, rule, score}]: the letters of the sentence, quote and trigger in it (-1 for none). */
    ofEdge: async (e) => {
      const block = await open(blocks[Math.floor(e / size)]);
      return cited(block, block.edges[e % size]);
    },
    /** Statuses, statistics and literals of one node that the filters leave: those of Data.said with {id, name, value, evidence}. */
    ofNode: async (i) => said(await open(byId("extras")), i),
    /** Those of all nodes, each with its node. */
    ofAllNodes: async () => {
      const block = await open(byId("extras"));
      return Data.saidNodes.flatMap((node) => said(block, node).map((row) => ({ ...row, node })));
    },
    /** How many blocks have been opened so far. */
    get openedBlocks() { return opened.size; },
  };
})();
