// Leads to the sign-in page when the session behind this page has ended, or belongs to another
// account by now: after signing out in another tab, after a long pause, after being disabled.
(function () {
  "use strict";

  // The server closes the connection of an ended session within seconds, which is seen below; this
  // is for a connection that was lost unnoticed.
  const EVERY_MS = 60000;
  // Who presses something on a page whose session has ended is led away at once.
  const WHEN_PRESSED_MS = 5000;
  let account = null;
  let askedAt = 0;

  function signIn() {
    const here = window.location.pathname + window.location.search;
    window.location.assign("/login" + (here === "/" ? "" : "?next=" + encodeURIComponent(here)));
  }

  async function ask() {
    let answer;
    askedAt = Date.now();
    try {
      answer = await fetch("/api/me", { cache: "no-store" });
    } catch {
      return; // no network: Streamlit says so itself
    }
    if (answer.status === 401 || answer.status === 403) return signIn();
    if (!answer.ok) return;
    const { name } = await answer.json();
    if (account !== null && name !== account) return signIn();
    account = name;
  }

  // Streamlit writes on its outermost element whether it is connected.
  const CONNECTION = "data-test-connection-state";
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => target.getAttribute(CONNECTION) !== "CONNECTED")) ask();
  }).observe(document.documentElement, { subtree: true, attributeFilter: [CONNECTION] });

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") ask();
  });
  for (const event of ["focus", "online", "pageshow"]) window.addEventListener(event, ask);
  document.addEventListener("click", () => {
    if (Date.now() - askedAt > WHEN_PRESSED_MS) ask();
  }, true);
  window.setInterval(ask, EVERY_MS);
  ask();
})();
