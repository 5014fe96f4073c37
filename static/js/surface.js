// CodeMirror in the place of a textarea, for editor.js: `them` is the library, `desk` holds { text, frame, surface }.
//
// The surface is what the tools write on: text(), chosen(), change({ from, to, insert, select }), focus(), undo(), redo().

export function mount(them, desk, help) {
  const { text, frame } = desk;
  const host = document.createElement("div");
  host.className = "editor-host";
  // In a shadow CodeMirror adopts its style sheets; in the page it would write <style>, which our policy refuses.
  const shadow = host.attachShadow({ mode: "open" });
  const about = document.createElement("p");
  Object.assign(about, { id: "about", hidden: true });
  const described = (text.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id));
  about.textContent = [...described.map((it) => it?.textContent.trim()), help].filter(Boolean).join(" ");
  shadow.append(about);
  const focused = document.activeElement === text;
  const chosen = desk.surface.chosen();
  const view = new them.EditorView({
    parent: shadow,
    root: shadow,
    state: them.EditorState.create({
      doc: text.value,
      selection: { anchor: Math.min(...chosen), head: Math.max(...chosen) },
      extensions: extensions(them, desk),
    }),
  });
  text.before(host);
  text.classList.add("sr"); // it is sent with the form, and a message of the browser or a link still finds it
  text.tabIndex = -1;
  text.setAttribute("aria-hidden", "true");
  text.addEventListener("focus", () => view.focus());
  text.addEventListener("editor:point", ({ detail }) => {
    const at = view.posAtCoords(detail);
    if (at !== null) view.dispatch({ selection: { anchor: at } });
  });
  desk.surface = {
    text: () => view.state.doc.toString(),
    chosen: () => [view.state.selection.main.from, view.state.selection.main.to],
    change({ from, to, insert, select: [anchor, head], calm }) {
      view.dispatch({ changes: { from, to, insert }, selection: { anchor, head }, scrollIntoView: !calm, userEvent: "input" });
      if (!calm) view.focus();
    },
    focus: () => view.focus(),
    undo: () => them.undo(view) && view.focus(),
    redo: () => them.redo(view) && view.focus(),
  };
  for (const name of ["undo", "redo"]) frame.querySelector(`[data-tool="${name}"]`).hidden = false;
  stock(them, frame, view.state);
  if (focused) view.focus();
  host.dataset.ready = "";
}

function extensions(them, desk) {
  const { text, frame } = desk;
  const label = [...(text.labels ?? [])].map((it) => it.textContent.trim()).join(" ") || text.getAttribute("aria-label") || "";
  const keys = [...frame.querySelectorAll("[data-key]")].map((it) => ({
    key: it.dataset.key, preventDefault: true, run: () => { it.click(); return true; },
  }));
  return [
    them.history(),
    them.markdownLanguage,
    them.syntaxHighlighting(looks(them)),
    them.indentUnit.of("    "),
    them.EditorView.lineWrapping,
    them.EditorView.scrollMargins.of(() => ({ bottom: covered(frame.querySelector(".editor-bar")) })),
    them.EditorView.contentAttributes.of({
      "aria-label": label,
      "aria-describedby": "about",
      ...(text.getAttribute("aria-invalid") === "true" && { "aria-invalid": "true" }),
      ...(text.required && { "aria-required": "true" }),
      ...(text.lang && { lang: text.lang }),
      tabindex: "0", // as it is; checkers do not count what is editable
      spellcheck: "true",
      autocorrect: "on",
      autocapitalize: "sentences",
    }),
    them.Prec.high(them.keymap.of([
      ...keys.filter(({ key }) => !["Mod-z", "Mod-Shift-z"].includes(key)),
      { key: "Enter", run: leaveList },
      { key: "Enter", run: them.insertNewlineContinueMarkup },
      { key: "Backspace", run: them.deleteMarkupBackward },
    ])),
    them.keymap.of([...them.historyKeymap, ...them.defaultKeymap]), // none of them takes Tab, which leads on
    them.EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      text.value = update.state.doc.toString();
      text.dispatchEvent(new Event("input", { bubbles: true }));
      stock(them, frame, update.state);
    }),
    dress(them),
  ];
}

// On a phone the tools lie over the foot of the text.
const covered = (bar) => (getComputedStyle(bar).position === "sticky" ? bar.offsetHeight + 8 : 0);

// At an empty item the list ends, with the empty line that keeps what follows from becoming a part of it.
function leaveList({ state, dispatch }) {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  if (!main.empty || !/^([-*+]|\d+[.)]|>)\s*$/.test(line.text)) return false;
  dispatch(state.update({
    changes: { from: line.from, to: line.to, insert: "\n" }, selection: { anchor: line.from + 1 }, scrollIntoView: true, userEvent: "input",
  }));
  return true;
}

const stock = (them, frame, state) => {
  const left = { undo: them.undoDepth(state), redo: them.redoDepth(state) };
  for (const name in left) frame.querySelector(`[data-tool="${name}"]`).setAttribute("aria-disabled", String(!left[name]));
};

// Custom properties reach into the shadow, so day, night and contrast are those of the page.
const dress = (them) => them.EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", fontSize: "1rem" },
  "&.cm-focused": { outline: "none" }, // the pane has the ring
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "1.65", overflow: "auto" },
  ".cm-content": { padding: "1rem", caretColor: "var(--ink)", minHeight: "16rem" },
  ".cm-line": { padding: "0" },
});

function looks(them) {
  const { tags } = them;
  const mono = { fontFamily: "var(--mono)", fontSize: "0.9em" };
  return them.HighlightStyle.define([
    { tag: tags.heading, fontWeight: "650", color: "var(--action-strong)" },
    { tag: tags.strong, fontWeight: "700" },
    { tag: tags.emphasis, fontStyle: "italic" },
    { tag: tags.strikethrough, textDecoration: "line-through" },
    { tag: tags.link, color: "var(--action)", textDecoration: "underline" },
    { tag: tags.url, color: "var(--ink-soft)" },
    { tag: tags.monospace, ...mono },
    { tag: tags.quote, color: "var(--ink-soft)" },
    { tag: [tags.processingInstruction, tags.contentSeparator], color: "var(--ink-soft)", fontWeight: "400" },
  ]);
}
