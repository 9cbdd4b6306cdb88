// The look that somebody has chosen in this browser: as the machine has it, light, dark, or high
// contrast. Streamlit's own menu, which would offer the first three, is hidden.
(function () {
  "use strict";
  if (window.cchcLook) return; // each page loads this file again
  window.cchcLook = true;

  const KEPT = "cchc-giao-dien";
  const RELOADED = "cchc-giao-dien-tai-lai";
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

  // Streamlit keeps its theme by the path at which it was opened, and reads it only then.
  function tellStreamlit() {
    const links = [...document.querySelectorAll("[data-testid=stSidebarNavLink]")];
    const paths = new Set([window.location.pathname, "/", ...links.map((link) => link.pathname)]);
    const theme = JSON.stringify(THEMES[chosen()]);
    for (const path of paths) window.localStorage.setItem(`stActiveTheme-${path}-v2`, theme);
  }

  function isShown() {
    const app = document.querySelector(".stApp");
    if (!app) return true;
    const theme = THEMES[chosen()];
    const dark = theme === "Dark" ||
      (theme === "System" && machineIs("(prefers-color-scheme: dark)"));
    return window.getComputedStyle(app).colorScheme === (dark ? "dark" : "light");
  }

  function apply() {
    dress();
    if (isShown()) return window.sessionStorage.removeItem(RELOADED);
    tellStreamlit();
    if (window.sessionStorage.getItem(RELOADED)) return; // it did not help: leave it so
    window.sessionStorage.setItem(RELOADED, "1");
    window.location.reload();
  }

  document.addEventListener("change", ({ target }) => {
    if (!target.matches(PICKER)) return;
    window.localStorage.setItem(KEPT, target.value);
    tellStreamlit();
    apply();
  });
  window.matchMedia("(prefers-contrast: more)").addEventListener("change", dress);
  new MutationObserver((changes) => {
    const isPicker = (node) => node.nodeType === Node.ELEMENT_NODE &&
      (node.matches(PICKER) || node.querySelector(PICKER));
    if (changes.some(({ addedNodes }) => [...addedNodes].some(isPicker))) dress();
  }).observe(document.body, { subtree: true, childList: true });
  apply();
})();
