// Words of the interface in both languages, and the few ways in which text reaches the page: textContent and attributes, never HTML.
const json = (id) => JSON.parse(document.getElementById(id).textContent);
const byId = (id) => document.getElementById(id);

/** An element with properties (className, onclick, …), attributes (those with a dash, and role) and children (elements or strings). */
function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null) continue;
    if (name.includes("-") || name === "role" || name === "for") made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children.filter((c) => c !== null && c !== undefined && c !== ""));
  return made;
}

const Text = (() => {
  const strings = json("strings");
  let lang = "zh";

  /** The text of a key; {name} in it is replaced by values.name. */
  function t(key, values = {}) {
    const text = strings[key][lang];
    return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  }

  function apply() {
    document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
    document.title = t("title");
    for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
    for (const node of document.querySelectorAll("[data-t-label]")) {
      node.setAttribute("aria-label", t(node.dataset.tLabel));
      if (node.tagName === "BUTTON") node.title = t(node.dataset.tLabel);
    }
    for (const node of document.querySelectorAll("[data-t-placeholder]")) node.placeholder = t(node.dataset.tPlaceholder);
    const other = byId("toggle-language");
    other.textContent = lang === "zh" ? "EN" : "中文";
    other.lang = lang === "zh" ? "en" : "zh-CN";
  }

  return {
    t,
    apply,
    /** The label of a class, predicate or state in the language of the interface. */
    name: (thing) => thing[lang],
    use: (wanted) => { lang = wanted === "en" ? "en" : "zh"; apply(); },
    get lang() { return lang; },
    number: (value) => value.toLocaleString("en"),
  };
})();
