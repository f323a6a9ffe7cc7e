"use strict";
// The editor and its results; the endpoint is this service, and nothing else is asked.
(() => {
  const queries = JSON.parse(document.getElementById("queries").textContent);
  const endpoint = new URL("/sparql", location.href).href;
  const first = queries.find((q) => q.name === "hubs") || queries[0];
  Yasgui.Yasqe.defaults.autocompleters = [];
  Yasgui.Yasqe.defaults.value = first.text;
  const gui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: false,
    persistencyExpire: 0,
  });
  document.getElementById("named").addEventListener("change", (event) => {
    const chosen = queries.find((q) => q.name === event.target.value);
    const tab = gui.getTab();
    if (!chosen || !tab) return;
    tab.getYasqe().setValue(chosen.text);
    tab.query();
  });
})();
