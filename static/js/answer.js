// An answer is saved as it is given. Needs outbox.js before it.
//
// <form data-save-url="…" data-person="…"> holds one [data-answer] group, whose kind says what the answer is:
//   one   the chosen or typed value, or null       many  the list of ticked values
//   list  the values of all controls, in order   order  the numbers of the steps, in the positions given to them
// and may hold a [data-unsure] box. Sent together, as { answer, unsure }.
(() => {
  const TYPING = 900; // milliseconds of rest before typed text is sent
  const fields = (group) => [...group.querySelectorAll("input, select, textarea")];
  const ticks = (field) => field.type === "radio" || field.type === "checkbox";

  const unlessEmpty = (texts) => (texts.some((text) => text.trim()) ? texts : null);

  function ordered(steps) {
    const order = steps.map(() => "");
    for (const step of steps) if (step.value) order[step.value - 1] = step.dataset.option;
    return order;
  }

  const KINDS = {
    one: (given) => given[0]?.value || null,
    many: (given) => given.map((field) => field.value),
    list: (given) => unlessEmpty(given.map((field) => field.value)),
    order: (given) => unlessEmpty(ordered(given)),
  };

  function answer(group) {
    return KINDS[group.dataset.answer](fields(group).filter((field) => !ticks(field) || field.checked));
  }

  // What this device still holds is newer than what the server could show.
  function restore(group, kept) {
    for (const [place, field] of fields(group).entries()) {
      if (group.dataset.answer === "order") field.value = (kept ?? []).indexOf(field.dataset.option) + 1 || "";
      else if (group.dataset.answer === "list") field.value = kept?.[place] ?? "";
      else if (ticks(field)) field.checked = [].concat(kept).includes(field.value);
      else field.value = kept ?? "";
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

  // The map beside the question is of the moment the page came; its own place follows what is given here.
  function follow({ answer: given, unsure }) {
    const map = document.querySelector("[data-map]");
    const here = map?.querySelector("[aria-current]");
    if (!here) return;
    const [done, open, marked] = map.dataset.map.split("|");
    here.classList.toggle("done", given?.length > 0);
    here.classList.toggle("marked", unsure);
    here.lastElementChild.textContent = `, ${given?.length > 0 ? done : open}${unsure ? `, ${marked}` : ""}`;
    const count = (which) => map.querySelectorAll(`li > ${which}`).length;
    const [answered, all] = [count(".done"), count("*")];
    const tally = document.querySelector("[data-tally]");
    tally.textContent = tally.dataset.tally.replace("{done}", answered).replace("{unsure}", count(".marked")).replace("{left}", all - answered);
  }

  for (const form of document.querySelectorAll("form[data-save-url]")) {
    const group = form.querySelector("[data-answer]");
    if (!group) continue;
    const unsure = form.querySelector("[data-unsure]");
    const value = () => ({ answer: answer(group), unsure: unsure?.checked ?? false });
    const save = (pause) => {
      window.outbox.put(form.dataset.saveUrl, value(), pause);
      follow(value());
    };
    const entry = window.outbox.pending(form.dataset.saveUrl);
    if (entry) {
      restore(group, entry.value?.answer);
      if (unsure) unsure.checked = entry.value?.unsure === true;
      follow(value());
    }
    group.addEventListener("input", (event) => { if (!ticks(event.target)) save(TYPING); });
    group.addEventListener("change", () => save(0));
    unsure?.addEventListener("change", () => save(0));
    form.addEventListener("submit", () => stamp(form));
  }
  document.addEventListener("clock:closing", () => window.outbox.flush());
})();
