// Turns the slides of the meeting page: keys, buttons, by itself; and shows where one is.
//
// All slides stand in the page already, so turning asks the server nothing, and goes on where the
// connection is lost. Streamlit may put the slides into the page anew at any time: what is
// remembered stands here and in the tab's own memory, and is shown again.
(function () {
  "use strict";
  if (window.cchcMeeting) return; // each page loads this file again
  window.cchcMeeting = true;

  const KEPT = "cchc-trinh-chieu";
  const PACES = [5, 10, 15, 20, 30, 45, 60, 90, 120]; // seconds a slide
  const USUAL_PACE = 20;
  const SAY_THAT_SOMEBODY_IS_HERE_MS = 60000;
  const TURNS = {
    ArrowRight: "sau", ArrowDown: "sau", PageDown: "sau", " ": "sau",
    ArrowLeft: "truoc", ArrowUp: "truoc", PageUp: "truoc", Backspace: "truoc",
    Home: "dau", End: "cuoi", Escape: "len",
    a: "tu-chay", "+": "nhanh", "=": "nhanh", "-": "cham", f: "toan-man-hinh",
  };

  let at = "";
  let isTurning = false;
  let pace = USUAL_PACE;
  let timer = 0;
  let saidAt = 0;
  recall();

  const deck = () => document.querySelector(".trinh-chieu");
  const slides = (level) => [...deck().querySelectorAll(`.trang[data-tang="${level}"]`)];
  const named = (code) => deck().querySelector(`.trang[data-ma="${CSS.escape(code)}"]`);
  const current = () => named(at) || slides("linh-vuc")[0];

  function recall() {
    try {
      const kept = JSON.parse(window.sessionStorage.getItem(KEPT)) || {};
      at = String(kept.at || "");
      if (PACES.includes(kept.pace)) pace = kept.pace;
    } catch {
      // A browser that keeps nothing begins with the first slide.
    }
  }

  function remember() {
    try {
      window.sessionStorage.setItem(KEPT, JSON.stringify({ at, pace }));
    } catch {
      // See `recall`.
    }
  }

  function show(slide, isMoved = true) {
    at = slide.dataset.ma;
    for (const other of deck().querySelectorAll(".trang")) other.hidden = other !== slide;
    const row = slides(slide.dataset.tang);
    const place = deck().querySelector(".vi-tri");
    place.textContent = `${row.indexOf(slide) + 1}/${row.length}`;
    deck().dataset.tang = slide.dataset.tang;
    if (isMoved) slide.querySelector("h2").focus({ preventScroll: true });
    remember();
  }

  function step(by) {
    const row = slides(current().dataset.tang);
    const next = row.indexOf(current()) + by;
    if (next >= 0 && next < row.length) show(row[next]);
  }

  function turn() {
    const row = slides("linh-vuc");
    show(row[(row.indexOf(current()) + 1) % row.length]);
  }

  function setTurning(isWanted) {
    isTurning = isWanted;
    window.clearInterval(timer);
    if (isTurning) timer = window.setInterval(turn, pace * 1000);
    paint();
  }

  function setPace(by) {
    const next = PACES[PACES.indexOf(pace) + by];
    if (next) pace = next;
    remember();
    setTurning(isTurning);
  }

  function paint() {
    deck().classList.toggle("dang-chay", isTurning);
    const button = deck().querySelector("[data-viec=tu-chay]");
    button.setAttribute("aria-pressed", String(isTurning));
    button.textContent = isTurning ? "Dừng" : "Tự chuyển";
    deck().querySelector(".nhip").textContent = `${pace} giây`;
  }

  function up() {
    const above = current().dataset.thuoc;
    if (above) show(named(above));
    else deck().querySelector("a.ra").click();
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  }

  const ACTS = {
    sau: () => step(1),
    truoc: () => step(-1),
    dau: () => show(slides(current().dataset.tang)[0]),
    cuoi: () => show(slides(current().dataset.tang).at(-1)),
    len: up,
    "tu-chay": () => setTurning(!isTurning),
    nhanh: () => setPace(-1),
    cham: () => setPace(1),
    "toan-man-hinh": fullScreen,
  };

  function act(what) {
    // Who turns by hand wants the slide to stay a whole time, and details to stay at all.
    ACTS[what]();
    if (isTurning && what !== "tu-chay") setTurning(current().dataset.tang === "linh-vuc");
    sayThatSomebodyIsHere();
  }

  // Turning asks the server nothing, and a session ends when nobody asks: a meeting must not be
  // led to the sign-in page while somebody presses keys.
  function sayThatSomebodyIsHere() {
    if (Date.now() - saidAt < SAY_THAT_SOMEBODY_IS_HERE_MS) return;
    saidAt = Date.now();
    fetch("/app/static/trinh-chieu.js", { method: "HEAD", cache: "no-store" }).catch(() => {});
  }

  document.addEventListener("keydown", (event) => {
    if (!deck() || event.ctrlKey || event.altKey || event.metaKey) return;
    const isOnControl = event.target.closest("a, button") !== null;
    if (isOnControl && (event.key === " " || event.key === "Enter")) return;
    const what = TURNS[event.key] || TURNS[event.key.toLowerCase()];
    if (!what) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // Streamlit has keys of its own
    act(what);
  }, true);

  document.addEventListener("click", (event) => {
    if (!deck()) return;
    const button = event.target.closest(".trinh-chieu [data-viec]");
    const way = event.target.closest(".trinh-chieu [data-toi]");
    if (button) act(button.dataset.viec);
    else if (way) {
      event.preventDefault();
      setTurning(false);
      show(named(way.dataset.toi));
      sayThatSomebodyIsHere();
    }
  });

  function begin() {
    if (!deck()) return window.clearInterval(timer);
    if (deck().dataset.san) return;
    deck().dataset.san = "1";
    deck().querySelector("[data-viec=toan-man-hinh]").hidden = !document.fullscreenEnabled;
    show(current());
    setTurning(isTurning);
  }

  new MutationObserver(begin).observe(document.documentElement, { subtree: true, childList: true });
  begin();
})();
