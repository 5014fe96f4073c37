// Rows that are dragged to their place by a grip. The arrows beside it do the same, by keyboard and without scripts.
//
// <ol data-arrange> holds <li> with a hidden [data-grip] and a form whose button is named "places"; that form is sent,
// with so many places down, or up where negative. Escape puts everything back.
(() => {
  const EDGE = 60, STEP = 14; // pixels: near the edge of the window the page follows
  const middle = (row) => row.getBoundingClientRect().top + row.offsetHeight / 2;

  function send(row, places) {
    const form = row.querySelector("[name=places]").form;
    const said = document.createElement("input");
    Object.assign(said, { type: "hidden", name: "places", value: String(places) });
    form.append(said);
    form.submit();
  }

  function arrange(list) {
    let held = null; // the row, and the order as it was

    function begin(event) {
      const grip = event.target.closest("[data-grip]");
      if (!grip || event.button > 0 || held) return;
      event.preventDefault();
      held = { row: grip.closest("li"), order: [...list.children] };
      grip.setPointerCapture(event.pointerId);
      held.row.classList.add("is-dragged");
    }

    // The others step aside, so that the row in the hand is never taken out of the page.
    function follow(event) {
      if (!held) return;
      const { row } = held, y = event.clientY;
      while (row.previousElementSibling && y < middle(row.previousElementSibling)) row.after(row.previousElementSibling);
      while (row.nextElementSibling && y > middle(row.nextElementSibling)) row.before(row.nextElementSibling);
      if (y < EDGE) window.scrollBy(0, -STEP);
      if (y > window.innerHeight - EDGE) window.scrollBy(0, STEP);
    }

    function end(keep) {
      if (!held) return;
      const { row, order } = held, places = [...list.children].indexOf(row) - order.indexOf(row);
      held = null;
      row.classList.remove("is-dragged");
      if (!keep) list.append(...order);
      else if (places) send(row, places);
    }

    list.addEventListener("pointerdown", begin);
    list.addEventListener("pointermove", follow);
    list.addEventListener("pointerup", () => end(true));
    list.addEventListener("pointercancel", () => end(false));
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") end(false); });
    list.querySelectorAll("[data-grip]").forEach((grip) => { grip.hidden = false; });
  }

  document.querySelectorAll("[data-arrange]").forEach(arrange);
})();
