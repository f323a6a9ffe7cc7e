// Colours of the canvas in the light and the dark theme; those of the page itself are in the style sheet.
const Theme = (() => {
  const inks = {
    light: { text: "#1f2328", halo: "#fbfbf9", edge: "#8d949e", hot: "#c2410c", hull: 0.07, hullLine: 0.3, soft: "#59616b", chip: "#ffffff" },
    dark: { text: "#e8eaed", halo: "#14171c", edge: "#5c6673", hot: "#ffb27a", hull: 0.1, hullLine: 0.35, soft: "#a4adb8", chip: "#1e232a" },
  };
  const hues = [212, 28, 160, 338, 265, 48, 190, 96, 4, 300, 232, 130];
  let name = "light";

  return {
    use: (wanted) => { name = wanted === "dark" ? "dark" : "light"; document.documentElement.dataset.theme = name; },
    get name() { return name; },
    get ink() { return inks[name]; },
    /** What the system asks for. */
    preferred: () => (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"),
    /** Colour of a community: hues in a fixed order, twelve apart. */
    community: (number, alpha = 1) => `hsla(${hues[number % hues.length]}, 45%, ${name === "dark" ? 68 : 38}%, ${alpha})`,
  };
})();
