// Steps that are put in order by moving them. Needs answer.js before it, which saves what the positions say.
//
// <ol data-order data-text="… {step} … {n} … {of} …"> holds <li data-step> with [data-step-text], a <select> of its
// position and hidden [data-move] buttons (-1 up, 1 down); a [data-moved] line tells of each move.
// A position that is chosen moves the step there too, so no two steps ever have the same one.
(() => {
  for (const list of document.querySelectorAll("[data-order]")) {
    const rows = () => [...list.children];
    const position = (row) => row.querySelector("select");
    const voice = list.parentElement.querySelector("[data-moved]");

    // Every step has a position from the first move on.
    function number() {
      rows().forEach((row, place) => { position(row).value = String(place + 1); });
      limit();
    }

    function limit() {
      const last = rows().length - 1;
      rows().forEach((row, place) => {
        for (const button of row.querySelectorAll("[data-move]")) {
          const end = place === (button.dataset.move === "1" ? last : 0);
          button.setAttribute("aria-disabled", String(end)); // it keeps the focus, so it is not disabled
        }
      });
    }

    function move(row, place) {
      const focused = document.activeElement;
      const others = rows().filter((each) => each !== row);
      list.insertBefore(row, others[place] ?? null);
      focused?.focus(); // moving takes it away
      number();
      tell(row, place);
    }

    function tell(row, place) {
      const values = { step: row.querySelector("[data-step-text]").textContent.trim(), n: place + 1, of: rows().length };
      voice.textContent = list.dataset.text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    }

    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-move]");
      if (!button || button.getAttribute("aria-disabled") === "true") return;
      const row = button.closest("[data-step]");
      move(row, rows().indexOf(row) + Number(button.dataset.move));
      list.dispatchEvent(new Event("change", { bubbles: true })); // answer.js saves
    });
    list.addEventListener("change", (event) => { // before answer.js hears of it further up
      const row = event.target.closest("[data-step]");
      if (row && event.target.value) move(row, Number(event.target.value) - 1);
    });

    // Where answer.js has put back what this device still held, the steps follow.
    const places = rows().map((row) => Number(position(row).value));
    if (places.every(Boolean)) rows().sort((one, other) => position(one).value - position(other).value).forEach((row) => list.append(row));
    list.querySelectorAll("[data-move]").forEach((button) => { button.hidden = false; });
    limit();
  }
})();
