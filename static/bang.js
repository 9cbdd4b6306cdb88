// Tables: every cell knows the name of its column, which a phone shows beside it; columns of figures
// and first columns of short texts know that they are ones, for the style sheet (`giao-dien.css`).
(function () {
  "use strict";

  // `1.855`, `12/12 = 100%`, `80% (8/10)`, `+8,3 điểm %`; no date.
  const FIGURE = /^(?!\d+\/\d+\/\d{4}$)[+\-−]?\d[\d.,/=%() ]*(điểm %)?$/;
  const NOTHING = new Set(["", "–", "không phát sinh", "chưa có số liệu"]);
  // What may be words as well stands alike in every table.
  const WORDS = new Set(["Mức giao", "Đang là"]);
  // As long as `tháng 10/2026`.
  const SHORT = 14;
  const said = (cell) => cell.textContent.trim();

  function holdsFigures(texts) {
    const told = texts.filter((text) => !NOTHING.has(text));
    return told.length > 0 && told.every((text) => FIGURE.test(text));
  }

  function name(table) {
    const headings = [...table.querySelectorAll("thead th")];
    const rows = [...table.querySelectorAll("tbody tr")].map((row) => [...row.cells]);
    headings.forEach((heading, place) => {
      const cells = rows.map((row) => row[place]).filter(Boolean);
      const label = said(heading);
      const texts = cells.map(said);
      const isShort = place === 0 && texts.every((text) => text.length <= SHORT);
      const isFigures = !WORDS.has(label) && holdsFigures(texts);
      heading.toggleAttribute("data-so", isFigures);
      for (const cell of cells) {
        cell.dataset.cot = label;
        cell.toggleAttribute("data-trong", !said(cell));
        cell.toggleAttribute("data-ngan", isShort);
        cell.toggleAttribute("data-so", isFigures);
      }
    });
  }

  let isAsked = false;
  function nameAll() {
    isAsked = false;
    document.querySelectorAll("[data-testid=stTable] table").forEach(name);
  }
  new MutationObserver(() => {
    if (isAsked) return;
    isAsked = true;
    window.requestAnimationFrame(nameAll);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
})();
