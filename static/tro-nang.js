// What Streamlit's markup leaves out for those who use a keyboard or a screen reader.
(function () {
  "use strict";

  // The menu is one list whose sections are no items of it: each section becomes the list.
  function mendMenu() {
    for (const list of document.querySelectorAll("[data-testid=stSidebarNavItems]")) {
      const sections = [...list.children].filter((child) => child.tagName === "DIV");
      if (!sections.length) continue;
      list.setAttribute("role", "presentation");
      for (const section of sections) {
        section.setAttribute("role", "list");
        const heading = section.querySelector("header");
        if (heading) section.setAttribute("aria-label", heading.innerText.split("\n")[0]);
      }
    }
  }

  // Who has no mouse scrolls what is wider than its box with the arrow keys, once it can be reached.
  const BOXES = "[data-testid=stTable] > div, [data-testid=stTable] td [data-testid=" +
    "stMarkdownContainer], [data-testid=stPlotlyChart], [data-testid=stFullScreenFrame]";
  function mendBoxes() {
    for (const box of document.querySelectorAll(BOXES)) {
      const scrolls = box.scrollWidth > box.clientWidth &&
        /auto|scroll/.test(window.getComputedStyle(box).overflowX);
      if (!scrolls) {
        box.removeAttribute("tabindex");
        continue;
      }
      box.setAttribute("tabindex", "0");
    }
  }

  let isAsked = false;
  function mend() {
    isAsked = false;
    mendMenu();
    mendBoxes();
  }
  function ask() {
    if (isAsked) return;
    isAsked = true;
    window.requestAnimationFrame(mend);
  }
  new MutationObserver(ask).observe(document.body, { subtree: true, childList: true });
  window.addEventListener("resize", ask);
  ask();
})();
