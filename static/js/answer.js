// An answer is saved as it is given. Needs outbox.js before it.
//
// <form data-save-url="…" data-person="…"> holds one [data-answer] group, whose kind says what the answer is:
//   one   the chosen or typed value, or null       many  the list of ticked values
//   map   { name: value } of every control (matching, ordering, cloze)
// and may hold a [data-unsure] box. Sent together, as { answer, unsure }.
(() => {
  const TYPING = 900; // milliseconds of rest before typed text is sent
  const fields = (group) => [...group.querySelectorAll("input, select, textarea")];
  const ticks = (field) => field.type === "radio" || field.type === "checkbox";

  function answer(group) {
    const given = fields(group).filter((field) => !ticks(field) || field.checked);
    if (group.dataset.answer === "many") return given.map((field) => field.value);
    if (group.dataset.answer === "map") return Object.fromEntries(given.map((field) => [field.name, field.value]));
    return given[0]?.value || null;
  }

  // What this device still holds is newer than what the server could show.
  function restore(group, kept) {
    for (const field of fields(group)) {
      const mine = group.dataset.answer === "map" ? kept?.[field.name] : kept;
      if (ticks(field)) field.checked = [].concat(mine).includes(field.value);
      else field.value = mine ?? "";
    }
  }

  // A form sent before the acknowledgement carries the same stamp, so that the server counts the answer once;
  // one sent after it says that there is nothing left to save.
  function stamp(form) {
    const entry = window.outbox.pending(form.dataset.saveUrl);
    form.querySelectorAll("[data-stamp]").forEach((field) => field.remove());
    const said = entry ? { device: entry.device, counter: entry.counter, client_time: entry.client_time } : { saved: 1 };
    for (const [name, value] of Object.entries(said)) {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      field.dataset.stamp = "";
      form.append(field);
    }
  }

  for (const form of document.querySelectorAll("form[data-save-url]")) {
    const group = form.querySelector("[data-answer]");
    if (!group) continue;
    const unsure = form.querySelector("[data-unsure]");
    const value = () => ({ answer: answer(group), unsure: unsure?.checked ?? false });
    const save = (pause) => window.outbox.put(form.dataset.saveUrl, value(), pause);
    const entry = window.outbox.pending(form.dataset.saveUrl);
    if (entry) {
      restore(group, entry.value?.answer);
      if (unsure) unsure.checked = entry.value?.unsure === true;
    }
    group.addEventListener("input", (event) => { if (!ticks(event.target)) save(TYPING); });
    group.addEventListener("change", () => save(0));
    unsure?.addEventListener("change", () => save(0));
    form.addEventListener("submit", () => stamp(form));
  }
  document.addEventListener("clock:closing", () => window.outbox.flush());
})();
