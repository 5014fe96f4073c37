// Pictures and files come into a text: dropped, pasted or picked. Needs editor.js before it.
//
// <textarea data-upload="/address">: POST of the fields `file` and `alt` answers { markdown } or { error }.
(() => {
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  const dialog = document.querySelector('dialog[data-dialog="file"]');
  const form = dialog?.querySelector("form");
  const part = (name) => dialog.querySelector(name);
  let waiting = []; // of several that were dropped at once, each is asked about
  let sending = null;
  let goal = null; // the text that the file is for

  for (const text of document.querySelectorAll("textarea[data-upload]")) {
    const source = text.closest(".editor-source");
    if (source && dialog) receive(text, source);
  }

  function receive(text, source) {
    const take = (event, files) => {
      event.preventDefault();
      event.stopPropagation();
      waiting = [...files];
      open(text, waiting.shift());
    };
    text.addEventListener("editor:file", () => open(text));
    // On the way down, since the editor would read a dropped file as text.
    source.addEventListener("dragover", (event) => {
      if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    }, true);
    source.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      text.dispatchEvent(new CustomEvent("editor:point", { detail: { x: event.clientX, y: event.clientY } }));
      take(event, event.dataTransfer.files);
    }, true);
    source.addEventListener("paste", (event) => {
      const { files, types } = event.clipboardData;
      if (files.length && !types.includes("text/plain")) take(event, files); // an office program sends both
    }, true);
  }

  function open(text, file) {
    goal = text;
    form.reset();
    fail("");
    part("[data-progress]").hidden = true;
    if (file) {
      const held = new DataTransfer();
      held.items.add(file);
      form.elements.file.files = held.files;
    }
    look();
    if (!dialog.open) dialog.showModal();
    form.elements[file ? "alt" : "file"].focus();
  }

  // The policy lets no page show what is only on the device, but drawing is no request.
  async function look() {
    const canvas = part("canvas");
    canvas.hidden = true;
    const [file] = form.elements.file.files;
    const picture = file ? await createImageBitmap(file, { resizeHeight: 180, resizeQuality: "medium" }).catch(() => null) : null;
    if (!picture || file !== form.elements.file.files[0]) return;
    Object.assign(canvas, { width: picture.width, height: picture.height, hidden: false });
    canvas.getContext("2d").drawImage(picture, 0, 0);
  }

  function fail(sentence) {
    const line = part("[data-error]");
    line.hidden = !sentence;
    line.querySelector("span").textContent = sentence;
  }

  function send() {
    const request = new XMLHttpRequest(); // fetch does not tell how much has gone
    const bar = part("progress");
    const lost = () => { sending = null; busy(false); fail(part("[data-error]").dataset.error); };
    sending = request;
    fail("");
    busy(true);
    bar.value = 0;
    request.upload.onprogress = ({ loaded, total }) => { bar.value = loaded / total; };
    request.onerror = lost;
    request.ontimeout = lost;
    request.onload = () => {
      const said = request.response ?? {};
      if (!said.markdown) return said.error || said.detail ? (lost(), fail(said.error ?? said.detail)) : lost();
      sending = null;
      busy(false);
      put(said.markdown);
    };
    request.open("POST", goal.dataset.upload);
    request.responseType = "json";
    request.timeout = 300000;
    request.setRequestHeader("X-CSRFToken", token);
    request.setRequestHeader("Accept", "application/json");
    request.send(new FormData(form));
  }

  function busy(is) {
    part("[data-progress]").hidden = !is;
    const go = form.querySelector("button:not([type=button])");
    go.ariaDisabled = go.ariaBusy = is ? "true" : null; // not disabled, which would lose the focus
  }

  function put(markdown) {
    const text = goal;
    if (waiting.length) open(text, waiting.shift());
    else dialog.close();
    text.dispatchEvent(new CustomEvent("editor:insert", { detail: { text: markdown, inline: !markdown.startsWith("!") } }));
  }

  form?.elements.file.addEventListener("change", () => { fail(""); look(); });
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!sending) send();
  });
  dialog?.addEventListener("close", () => {
    sending?.abort();
    sending = null;
    waiting = [];
    busy(false);
    goal?.dispatchEvent(new Event("focus"));
  });
})();
