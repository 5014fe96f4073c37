// The clock of an assessment. The server's time decides; this one only shows it and sends the form when it is over.
//
// <div data-deadline data-now data-submit="form id" data-text-over> holds .clock (the figure) and an [aria-live]
// line with data-text-600, -300 and -60, the only things that are read out. What the person was given meanwhile is
// learnt from the page's own address (HEAD: Date, X-Deadline), at those three moments and before anything is sent.
(() => {
  const CLOSING = 3; // seconds before the end at which what is still being typed is sent

  for (const place of document.querySelectorAll("[data-deadline]")) {
    const figure = place.querySelector(".clock");
    const voice = place.querySelector("[aria-live]");
    let deadline = Date.parse(place.dataset.deadline);
    const first = performance.getEntriesByType("navigation")[0]?.responseStart ?? 0;
    // the server's time at the zero of performance.now(): a slow line does not lend anybody time
    let zero = Date.parse(place.dataset.now) - first;
    let drift = Date.now() - performance.now();
    let before = Infinity;
    let over = false;

    const left = () => Math.max(0, deadline - zero - performance.now()); // milliseconds
    const two = (number) => String(number).padStart(2, "0");

    function show(seconds) {
      const hours = Math.floor(seconds / 3600);
      const rest = `${two(Math.floor((seconds % 3600) / 60))}.${two(seconds % 60)}`;
      figure.textContent = hours ? `${hours}.${rest}` : rest;
      place.classList.toggle("quiz-clock-short", seconds <= 60);
    }

    function announce(seconds) {
      for (const mark of [600, 300, 60]) {
        if (before <= mark || seconds > mark) continue;
        if (before < Infinity) ask();
        if (seconds > mark - 5) voice.textContent = voice.getAttribute(`data-text-${mark}`);
      }
      if (before > CLOSING && seconds <= CLOSING) document.dispatchEvent(new Event("clock:closing"));
      before = seconds;
    }

    async function finish() {
      over = true;
      if (await ask() && left() > 1000) { // somebody gave more time since this page was made
        over = false;
        tick();
        return;
      }
      await Promise.race([window.outbox?.flush(), new Promise((done) => { setTimeout(done, 2000); })]);
      const form = document.getElementById(place.dataset.submit);
      if (!form) return;
      if (!navigator.onLine) { // leaving now would show the browser's error page instead of the answers
        voice.textContent = place.dataset.textOver;
        window.addEventListener("online", finish, { once: true });
        return;
      }
      // the server lets what only the clock sends wait, where there is time left
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "clock", value: "1" }));
      form.noValidate = true;
      form.requestSubmit();
    }

    async function ask() {
      const wait = AbortSignal.timeout?.(3000);
      const answer = await fetch(location.href, { method: "HEAD", cache: "no-store", signal: wait }).catch(() => null);
      const [now, later] = ["Date", "X-Deadline"].map((name) => Date.parse(answer?.headers.get(name)));
      if (!now || !later) return false;
      if (Math.abs(now - zero - performance.now()) > 2000) zero = now - performance.now(); // Date knows whole seconds only
      drift = Date.now() - performance.now();
      if (later === deadline) return true;
      deadline = later;
      before = Infinity;
      place.querySelector("small").hidden = true; // it tells the hour of before
      return true;
    }

    // A device that slept stops performance.now(): its wall clock then runs ahead, and the server is asked again.
    function wake() {
      if (!over && Math.abs(Date.now() - performance.now() - drift) > 2000) ask();
    }

    function tick() {
      const seconds = Math.ceil(left() / 1000);
      show(seconds);
      announce(seconds);
      if (seconds > 0) setTimeout(tick, (left() % 1000) + 10); // just after the figure has to change
      else if (!over) finish();
    }

    document.addEventListener("visibilitychange", wake);
    tick();
  }
})();
