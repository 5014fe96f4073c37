// The reading place: which heading a person has come to, so that another device opens there.
//
// <div data-place-url="…"> holds the lesson; its headings have ids. Sent when reading rests and when the page is
// put away, by PUT { place }, and only after the person has moved: a glance at the top forgets nothing.
(() => {
  const REST = 3000; // milliseconds without scrolling
  const LINE = 0.3; // a heading above this part of the window is being read
  const lesson = document.querySelector("[data-place-url]");
  if (!lesson) return;
  const headings = [...lesson.querySelectorAll("h2[id^=b-], h3[id^=b-]")];
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  let sent = lesson.dataset.place ?? "";
  let moved = false;
  let timer = 0;

  const place = () => headings.filter((it) => it.getBoundingClientRect().top < innerHeight * LINE).pop()?.id ?? "";

  function send() {
    clearTimeout(timer);
    const now = place();
    if (!moved || now === sent) return;
    const before = sent;
    sent = now;
    fetch(lesson.dataset.placeUrl, {
      method: "PUT",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ place: now }),
      keepalive: true,
    }).catch(() => { sent = before; }); // the next rest tries again
  }

  document.addEventListener("scroll", () => {
    moved = true;
    clearTimeout(timer);
    timer = setTimeout(send, REST);
  }, { passive: true });
  document.addEventListener("visibilitychange", () => { if (document.hidden) send(); });
  window.addEventListener("pagehide", send);
})();
