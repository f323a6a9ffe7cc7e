// What is seen as a file: the picture as PNG, the facts as CSV with their quotes, the address for a colleague, and print.
const Export = (() => {
  const { nodes } = Data;
  const { t } = Text;

  function save(blob, name) {
    const address = URL.createObjectURL(blob);
    el("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  /** The canvas over its background; without one, a PNG is black in many viewers. */
  function png() {
    const seen = document.querySelector("#canvas canvas"), copy = document.createElement("canvas");
    copy.width = seen.width; copy.height = seen.height;
    const ctx = copy.getContext("2d");
    ctx.fillStyle = Data.backgrounds[Theme.name];
    ctx.fillRect(0, 0, copy.width, copy.height);
    ctx.drawImage(seen, 0, 0);
    copy.toBlob((blob) => save(blob, "graph.png"));
  }

  /** Quoted where it must be; a leading = + - @ would be a formula in a spreadsheet, so it gets an apostrophe. */
  function cell(value) {
    const text = /^[=+\-@\t\r]/.test(String(value)) ? `'${value}` : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  async function csv() {
    const head = ["subject_id", "subject", "predicate", "object_id", "object", "date", "qualifiers", "report", "start", "quote", "confidence", "rule"];
    const lines = [head.join(",")];
    for (const row of await Table.rows()) {
      const fact = [nodes.key[row.from], row.subject, row.id, row.to < 0 ? "" : nodes.key[row.to], row.object, row.date, (row.also ?? []).map(([name, value]) => `${Data.qualifiers[name].id}=${value.en}`).join("|")];
      for (const q of await row.quotes()) lines.push([...fact, Data.reports[q.report].title, q.offset, q.letters.slice(q.from, q.to).join(""), q.score / 100, q.rule].map(cell).join(","));
    }
    save(new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv;charset=utf-8" }), "graph.csv");
  }

  async function link() {
    try { await navigator.clipboard.writeText(location.href); Controls.announce(t("linkCopied")); }
    catch (error) { if (!(error instanceof DOMException) && !(error instanceof TypeError)) throw error; Controls.announce(t("linkInAddress")); }
  }

  const close = () => { byId("export").open = false; };
  byId("export-png").onclick = () => { close(); png(); };
  byId("export-csv").onclick = () => { close(); csv(); };
  byId("copy-link").onclick = () => { close(); link(); };
  byId("print").onclick = () => { close(); window.print(); };

  return { cell };
})();
