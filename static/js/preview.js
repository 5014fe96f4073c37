// How a text will look, by the server's own renderer, beside the text while it is written. Needs editor.js before it.
//
// <textarea data-preview="/address">: POST { source } answers the HTML of the page's text.
(() => {
  const REST = 400; // milliseconds without a key
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  for (const text of document.querySelectorAll("textarea[data-preview]")) {
    const pane = text.closest(".editor-frame")?.querySelector(".editor-page");
    if (pane) follow(text, pane);
  }

  function follow(text, pane) {
    let shown = null; // the source that is on the pane
    let asked = null;
    let timer = 0;
    const later = (pause) => { clearTimeout(timer); timer = setTimeout(refresh, pause); };
    text.addEventListener("input", () => later(REST));
    new ResizeObserver(() => later(0)).observe(pane); // it comes into sight by a button or a wider window

    async function refresh() {
      const source = text.value;
      if (source === shown || !pane.clientHeight) return;
      asked?.abort();
      asked = new AbortController();
      const { signal } = asked;
      pane.ariaBusy = "true";
      try {
        const answer = await fetch(text.dataset.preview, {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-CSRFToken": token },
          body: JSON.stringify({ source }),
          redirect: "error",
          signal,
        });
        if (!answer.ok) throw new Error(answer.status);
        show(await answer.text());
        shown = source;
      } catch {
        if (signal.aborted) return; // a newer one is on its way
        pane.querySelector("[data-unseen]").hidden = false;
      }
      pane.ariaBusy = null;
    }

    function show(html) {
      const page = pane.querySelector("[data-page]");
      const place = pane.scrollTop;
      const body = new DOMParser().parseFromString(html, "text/html").body;
      setApart(body);
      page.replaceChildren(...body.childNodes);
      pane.scrollTop = place;
      pane.querySelector("[data-unseen]").hidden = true;
      pane.querySelector("[data-empty]").hidden = page.childNodes.length > 0;
    }
  }

  // Names inside must not be taken for names of this page, and a link must not lead away from what is being written.
  function setApart(body) {
    for (const it of body.querySelectorAll("[id]")) it.id = `pratinjau-${it.id}`;
    for (const it of body.querySelectorAll("[aria-labelledby], [aria-describedby]")) {
      for (const name of ["aria-labelledby", "aria-describedby"]) {
        const ids = it.getAttribute(name);
        if (ids) it.setAttribute(name, ids.split(" ").map((id) => `pratinjau-${id}`).join(" "));
      }
    }
    for (const it of body.querySelectorAll("label[for]")) it.htmlFor = `pratinjau-${it.htmlFor}`;
    // A question that is looked at is no part of what is being sent.
    for (const it of body.querySelectorAll("input, select, textarea, button")) it.setAttribute("form", "");
    for (const it of body.querySelectorAll("a[href]")) {
      const address = it.getAttribute("href");
      if (address.startsWith("#")) it.setAttribute("href", `#pratinjau-${address.slice(1)}`);
      else Object.assign(it, { target: "_blank", rel: "noopener" });
    }
  }
})();
