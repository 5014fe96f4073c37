// A long text is kept while it is written. Needs outbox.js before it.
//
// <form data-save-url="…" data-person="…" data-base="…" data-device="…" data-counter="…"> holds one [data-draft] text
// field. What is sent is { text, base }: base is the version that this typing began from, so that the server can tell
// when another device has written since. data-device and data-counter say whose save the server holds.
(() => {
  const REST = 2000; // milliseconds without a key before it is sent
  const PATIENCE = 15000; // a person who never rests is saved all the same

  for (const form of document.querySelectorAll("form[data-save-url]")) {
    const text = form.querySelector("[data-draft]");
    if (!text) continue;
    const url = form.dataset.saveUrl;
    let base = Number(form.dataset.base);
    let since = 0;

    // What the server did not acknowledge it cannot have shown, unless a form has carried it there since.
    const kept = window.outbox.pending(url);
    const carried = kept?.device === form.dataset.device && kept?.counter <= Number(form.dataset.counter);
    if (typeof kept?.value?.text === "string" && !carried) take(kept.value);

    // The form must not claim to have seen what this text was not built on; where both texts lie
    // on the page (data-both), its button is the choice and keeps the version that it was made for.
    function take(value) {
      text.value = value.text;
      base = value.base;
      if (!("both" in form.dataset)) form.elements.base.value = base;
      text.dispatchEvent(new Event("draft:taken", { bubbles: true }));
    }

    text.addEventListener("input", () => {
      since = since || Date.now();
      const late = Date.now() - since > PATIENCE;
      if (late) since = Date.now();
      window.outbox.put(url, { text: text.value, base }, late ? 0 : REST);
    });
    text.addEventListener("change", () => {
      since = 0;
      window.outbox.flush();
    });

    // A form that overtakes the save carries its stamp, so that the same text is not taken for another device's.
    form.addEventListener("submit", () => {
      const entry = window.outbox.pending(url);
      for (const name of entry ? ["device", "counter"] : []) {
        const field = form.querySelector(`input[type="hidden"][name="${name}"]`) ?? document.createElement("input");
        Object.assign(field, { type: "hidden", name, value: entry[name] });
        form.append(field);
      }
    });

    // Two pages of one browser share one outbox, so they show one text.
    window.addEventListener("storage", (event) => {
      const value = event.newValue && window.outbox.owns(event.key, url) ? JSON.parse(event.newValue).value : null;
      if (typeof value?.text === "string") take(value);
    });
  }

  for (const link of document.querySelectorAll("[data-drop-draft]")) {
    link.addEventListener("click", () => window.outbox.drop(link.dataset.dropDraft));
  }
})();
