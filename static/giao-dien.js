// The look that somebody has chosen in this browser: as the machine has it, light, dark, or high
// contrast. Streamlit's own menu, which would offer the first three, is hidden.
(function () {
  "use strict";

  const KEPT = "cchc-giao-dien";
  const PICKER = "select.chon-giao-dien";
  const THEMES = { machine: "System", light: "Light", dark: "Dark", contrast: "Light" };
  const machineIs = (query) => window.matchMedia(query).matches;

  function chosen() {
    const kept = window.localStorage.getItem(KEPT);
    return kept in THEMES ? kept : "machine";
  }

  // High contrast is a style sheet upon the light theme.
  function dress() {
    const look = chosen();
    const contrast = look === "contrast" ||
      (look === "machine" && machineIs("(prefers-contrast: more)"));
    if (contrast) document.documentElement.dataset.look = "contrast";
    else delete document.documentElement.dataset.look;
    for (const picker of document.querySelectorAll(PICKER)) picker.value = look;
  }

  // Streamlit keeps its theme by the path at which it is opened, and reads it when it begins.
  function tellStreamlit() {
    const place = `stActiveTheme-${window.location.pathname}-v2`;
    window.localStorage.setItem(place, JSON.stringify(THEMES[chosen()]));
  }

  function isShown() {
    const app = document.querySelector(".stApp");
    const theme = THEMES[chosen()];
    const dark = theme === "Dark" ||
      (theme === "System" && machineIs("(prefers-color-scheme: dark)"));
    return window.getComputedStyle(app).colorScheme === (dark ? "dark" : "light");
  }

  document.addEventListener("change", ({ target }) => {
    if (!target.matches(PICKER)) return;
    window.localStorage.setItem(KEPT, target.value);
    dress();
    tellStreamlit();
    if (!isShown()) window.location.reload();
  });
  window.matchMedia("(prefers-contrast: more)").addEventListener("change", dress);
  new MutationObserver((changes) => {
    const isPicker = (node) => node.nodeType === Node.ELEMENT_NODE &&
      (node.matches(PICKER) || node.querySelector(PICKER));
    if (changes.some(({ addedNodes }) => [...addedNodes].some(isPicker))) dress();
  }).observe(document.body, { subtree: true, childList: true });
  dress();
  tellStreamlit();
})();
