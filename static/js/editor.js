// A text in Markdown becomes an editor: tools in words, and CodeMirror once it has come.
//
// <textarea data-markdown> and, once on the page, components/editor.html with all that is shown. The textarea stays in
// the form and holds the text at every moment; it tells of each change by `input`, and may be told by
//   editor:insert  { text }  stands by itself after the paragraph at the cursor, or in the line if { inline }
//   editor:replace { text }  the whole text is another
//   editor:join    { from, to, text }  another's words come in there, and the cursor stays with its own
//   editor:point   { x, y }  the cursor goes where something was dropped
// and asks by editor:file for a picture or a file, so that preview.js, upload.js and keep.js know nothing of CodeMirror. Until that is there, or if it never comes, the
// tools work on the textarea.
(() => {
  const mould = document.querySelector("template[data-editor]");
  const texts = [...document.querySelectorAll("textarea[data-markdown]:not([readonly], [disabled])")];
  if (!mould || !texts.length) return;
  const words = mould.dataset;
  const dialogs = {};
  for (const dialog of mould.content.querySelectorAll("dialog")) dialogs[dialog.dataset.dialog] = hang(dialog);
  const commands = import(words.commands);
  const library = Promise.all([import(words.surface), import(words.library)]);
  texts.forEach(furnish);

  function furnish(text) {
    const frame = document.importNode(mould.content.querySelector(".editor-frame"), true);
    text.after(frame);
    frame.querySelector(".editor-source").append(text);
    text.autocomplete = "off"; // a browser's memory of the field is older than ours
    const surface = plain(text);
    const desk = { text, frame, surface };
    for (const [name, lacking] of [["file", !text.dataset.upload], ["undo", true], ["redo", true]]) {
      frame.querySelector(`[data-tool="${name}"]`).hidden = lacking;
    }
    if (!text.dataset.preview) frame.querySelectorAll(".editor-ways, .editor-page").forEach((it) => it.remove());
    if (!text.dataset.save) frame.querySelectorAll("[data-found], [role=alert], [data-saves]").forEach((it) => it.remove());
    walk(frame.querySelector("[role=toolbar]"));
    tools(desk);
    panes(frame);
    text.addEventListener("editor:insert", ({ detail }) => insert(desk, detail));
    text.addEventListener("editor:replace", ({ detail }) => {
      desk.surface.change({ from: 0, to: desk.surface.text().length, insert: detail.text, select: [0, 0] });
    });
    text.addEventListener("editor:join", ({ detail: { from, to, text: insert } }) => {
      const shift = (at) => (at <= from ? at : Math.max(from, at + insert.length - (to - from)));
      desk.surface.change({ from, to, insert, select: desk.surface.chosen().map(shift), calm: true });
    });
    library.then(([{ mount }, them]) => mount(them, desk, words.help)).catch((error) => console.warn("The plain text stays:", error));
  }

  // ---- what the tools write on: the textarea, later CodeMirror (surface.js) ----
  function plain(text) {
    return {
      text: () => text.value,
      chosen: () => [text.selectionStart, text.selectionEnd],
      change({ from, to, insert, select, calm }) {
        text.setRangeText(insert, from, to);
        text.setSelectionRange(...select);
        if (!calm) text.focus();
        text.dispatchEvent(new Event("input", { bubbles: true }));
      },
      focus: () => text.focus(),
    };
  }

  // ---- tools ----
  function tools(desk) {
    const mac = /Mac|iP(hone|ad)/.test(navigator.platform);
    for (const tool of desk.frame.querySelectorAll("[data-tool]")) {
      const parts = tool.dataset.key.split("-").map((it) => (it === "Mod" ? (mac ? "Meta" : "Control") : it));
      const shown = parts.map((it) => ({ Control: "Ctrl", Meta: "⌘" })[it] ?? it);
      tool.setAttribute("aria-keyshortcuts", parts.join("+"));
      tool.title = `${tool.textContent.trim()} (${shown.map((it) => (it.length === 1 ? it.toUpperCase() : it)).join("+")})`;
      tool.addEventListener("pointerdown", (event) => event.preventDefault()); // the keyboard of a phone stays open
      tool.addEventListener("click", () => press(desk, tool));
    }
  }

  async function press(desk, tool) {
    const name = tool.dataset.tool;
    if (tool.getAttribute("aria-disabled") === "true") return;
    if (name in desk.surface) return desk.surface[name]();
    if (name === "file") return desk.text.dispatchEvent(new Event("editor:file"));
    const it = await commands;
    const [from, to] = desk.surface.chosen();
    const text = desk.surface.text();
    const given = name in dialogs ? await ask(name, { said: text.slice(from, to).replaceAll("\n", " ") }) : null;
    if (name in dialogs && !given) return desk.surface.focus();
    desk.surface.change({
      heading: () => it.lines(text, from, to, "heading"),
      bold: () => it.emphasis(text, from, to, 2, words.word),
      slant: () => it.emphasis(text, from, to, 1, words.word),
      bullet: () => it.lines(text, from, to, "bullet"),
      number: () => it.lines(text, from, to, "number"),
      quote: () => it.lines(text, from, to, "quote"),
      link: () => it.link(text, from, to, given.said, given.address.trim()),
      table: () => it.table(text, to, Number(given.columns), Number(given.rows), words.wordColumn),
      box: () => it.box(text, from, to, given.kind, given.title, words.wordBox),
    }[name]());
  }

  async function insert(desk, { text, inline }) {
    const it = await commands;
    const [from, to] = desk.surface.chosen();
    const end = from + text.length;
    desk.surface.change(inline ? { from, to, insert: text, select: [end, end] } : it.block(desk.surface.text(), to, text));
  }

  // One stop of Tab; arrows, Home and End go from tool to tool.
  function walk(bar) {
    const open = () => [...bar.querySelectorAll("button")].filter((it) => !it.hidden);
    const stop = (tool) => {
      for (const it of bar.querySelectorAll("button")) it.tabIndex = it === tool ? 0 : -1;
    };
    stop(open()[0]);
    bar.addEventListener("focusin", (event) => stop(event.target));
    bar.addEventListener("keydown", (event) => {
      const all = open();
      const here = all.indexOf(event.target);
      const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 }[event.key];
      if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      all.at(next % all.length).focus();
    });
  }

  // ---- what a tool asks ----
  function hang(dialog) {
    const form = document.createElement("form");
    form.className = "stack";
    form.append(...dialog.childNodes);
    dialog.append(form);
    document.body.append(dialog);
    form.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    return dialog;
  }

  function ask(name, begun) {
    const dialog = dialogs[name];
    const form = dialog.querySelector("form");
    form.reset();
    for (const field of form.elements) if (begun[field.name]) field.value = begun[field.name];
    dialog.showModal();
    [...form.elements].find((it) => it.name && !begun[it.name])?.focus();
    return new Promise((resolve) => {
      let given = null;
      form.onsubmit = (event) => {
        event.preventDefault();
        given = Object.fromEntries(new FormData(form));
        dialog.close();
      };
      dialog.onclose = () => resolve(given);
    });
  }

  // ---- writing and reading on a phone; there the tools stay above its keyboard ----
  function panes(frame) {
    const editor = frame.querySelector(".editor");
    for (const way of frame.querySelectorAll("[data-pane]")) {
      way.addEventListener("click", () => {
        editor.dataset.panes = way.dataset.pane;
        for (const it of frame.querySelectorAll("[data-pane]")) it.setAttribute("aria-pressed", String(it === way));
      });
    }
    const seen = window.visualViewport;
    const lift = () => frame.style.setProperty("--covered", `${Math.max(0, innerHeight - seen.height - seen.offsetTop)}px`);
    seen?.addEventListener("resize", lift);
    seen?.addEventListener("scroll", lift);
  }
})();
