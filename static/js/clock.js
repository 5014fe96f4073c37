// The clock of an assessment. The server's time decides; this one only shows it and sends the form when it is over.
//
// <div data-deadline data-now data-submit="form id" data-text-over> holds .clock (the figure) and an [aria-live]
// line with data-text-300 and data-text-60, the only two things that are read out.
(() => {
  const CLOSING = 3; // seconds before the end at which what is still being typed is sent

  for (const place of document.querySelectorAll("[data-deadline]")) {
    const figure = place.querySelector(".clock");
    const voice = place.querySelector("[aria-live]");
    const deadline = Date.parse(place.dataset.deadline);
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
      for (const mark of [300, 60]) {
        if (before > mark && seconds <= mark && seconds > mark - 5) voice.textContent = voice.getAttribute(`data-text-${mark}`);
      }
      if (before > CLOSING && seconds <= CLOSING) document.dispatchEvent(new Event("clock:closing"));
      before = seconds;
    }

    async function finish() {
      over = true;
      await Promise.race([window.outbox?.flush(), new Promise((done) => { setTimeout(done, 2000); })]);
      const form = document.getElementById(place.dataset.submit);
      if (!form) return;
      if (!navigator.onLine) { // leaving now would show the browser's error page instead of the answers
        voice.textContent = place.dataset.textOver;
        window.addEventListener("online", finish, { once: true });
        return;
      }
      form.noValidate = true;
      form.requestSubmit();
    }

    // A device that slept stops performance.now(): its wall clock then runs ahead, and the server is asked again.
    async function ask() {
      const gap = Date.now() - performance.now() - drift;
      if (Math.abs(gap) < 2000 || over) return;
      const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" }).catch(() => null);
      const now = Date.parse(answer?.headers.get("Date"));
      if (!now) return;
      zero = now - performance.now();
      drift = Date.now() - performance.now();
    }

    function tick() {
      const seconds = Math.ceil(left() / 1000);
      show(seconds);
      announce(seconds);
      if (seconds > 0) setTimeout(tick, (left() % 1000) + 10); // just after the figure has to change
      else if (!over) finish();
    }

    document.addEventListener("visibilitychange", ask);
    tick();
  }
})();
