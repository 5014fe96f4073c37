// What this device still holds of an attempt that has ended: it came too late, and stays to be read. Needs outbox.js.
//
// <section data-late="/attempts/…/answers/" data-places="12" data-text="Soal {n}: {answer}" hidden> with an empty <ul>.
(() => {
  const place = document.querySelector("[data-late]");
  if (!place) return;
  const told = (answer) => [answer ?? "–"].flat().map((it) => (typeof it === "object" ? Object.values(it).join(", ") : it)).join(", ");
  for (let n = 1; n <= Number(place.dataset.places); n += 1) {
    const entry = window.outbox.pending(place.dataset.late + n);
    if (!entry) continue;
    const line = document.createElement("li");
    line.textContent = place.dataset.text.replace("{n}", n).replace("{answer}", told(entry.value?.answer));
    place.querySelector("ul").append(line);
    place.hidden = false;
  }
})();
