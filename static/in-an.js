// Fits charts to the paper. Plotly draws for the width of the screen and redraws only some time
// after a change; paper does not wait. So while it is printed a chart is scaled as a picture is.
(function () {
  "use strict";

  const DARK = 0.5;

  function scale(container) {
    const drawn = container.querySelector("svg.main-svg");
    if (!drawn) return;
    const [width, height] = [drawn.width.baseVal.value, drawn.height.baseVal.value];
    container.style.setProperty("--rong", `${width}px`);
    container.style.setProperty("--ty-le", `${width} / ${height}`);
    for (const layer of container.querySelectorAll("svg.main-svg")) {
      layer.setAttribute("viewBox", `0 0 ${width} ${height}`);
    }
  }

  function restore(container) {
    container.style.removeProperty("--rong");
    container.style.removeProperty("--ty-le");
    for (const layer of container.querySelectorAll("svg.main-svg")) layer.removeAttribute("viewBox");
  }

  function isDark() {
    const app = document.querySelector(".stApp");
    const colour = app ? window.getComputedStyle(app).backgroundColor : "";
    const parts = (colour.match(/\d+(\.\d+)?/g) || [255, 255, 255]).slice(0, 3).map(Number);
    return Math.max(...parts) / 255 < DARK;
  }

  const charts = () => document.querySelectorAll(".js-plotly-plot .svg-container");

  window.addEventListener("beforeprint", () => {
    // Whoever works on a dark screen prints on white paper all the same.
    document.documentElement.toggleAttribute("data-in-tu-nen-toi", isDark());
    charts().forEach(scale);
  });
  window.addEventListener("afterprint", () => {
    document.documentElement.removeAttribute("data-in-tu-nen-toi");
    charts().forEach(restore);
  });
})();
