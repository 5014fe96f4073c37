// A text saves itself, and stays on this device until the server has it. Needs editor.js before it.
//
// <textarea data-save="/address" data-version="7">, or the form's field `version`: PUT { source, version } answers
// { version, saved_at }, with { source, by } where it was joined with what somebody saved since, or 409 with
// { version, source, by } where both changed one place. A text that the server gave back unsaved says data-unsaved.
// What is kept lies under the person's mark, the address and this opening of the page, so that two pages of one
// browser do not write over each other, and nothing is sent in another person's name.
// One file, though long: everything in it turns about the state of one text.
(() => {
  const REST = 1500; // milliseconds without a key before it is sent
  const PATIENCE = 15000; // a person who never rests is saved all the same
  const JOT = 300; // a crash takes no more than this
  const OLD = 90 * 24 * 3600 * 1000; // what nobody asked for in a quarter of a year
  const PICTURES = { saved: "centang", saving: "selaras", waiting: "luring", failed: "awas" };
  const person = document.querySelector("template[data-editor]")?.dataset.person ?? "";
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  for (const text of document.querySelectorAll("textarea[data-save]")) {
    const frame = text.closest(".editor-frame");
    if (frame) keep(text, frame);
  }

  function keep(text, frame) {
    const { form } = text;
    const url = text.dataset.save;
    const shelf = `naskah:${person}:${url}#`;
    const part = (name) => frame.querySelector(name);
    let key = shelf + Date.now() + Math.random();
    let version = Number(text.dataset.version ?? form?.elements.namedItem("version")?.value);
    let atServer = "unsaved" in text.dataset ? null : text.value;
    let unanswered = null; // what was sent last, while its answer may have been lost on the way
    let state = "none";
    let since = 0;
    let tries = 0;
    let timer = 0;
    let jotting = 0;
    let flight = null;
    let leaving = false;
    let held = true; // whether this device keeps it
    const dirty = () => text.value !== atServer;

    // ---- on this device ----
    function jot() {
      clearTimeout(jotting);
      jotting = 0;
      if (!dirty()) return forget(key);
      try {
        localStorage.setItem(key, JSON.stringify({ source: text.value, version, at: Date.now() }));
        held = true;
      } catch { held = false; }
    }
    function forget(it) {
      try { localStorage.removeItem(it); } catch { /* it was never there */ }
    }
    function found() {
      const all = [];
      try {
        for (const it of Object.keys(localStorage)) {
          if (it.startsWith("naskah:") && JSON.parse(localStorage[it]).at < Date.now() - OLD) forget(it);
          else if (it.startsWith(shelf) && it !== key) all.push({ key: it, ...JSON.parse(localStorage[it]) });
        }
      } catch { /* nothing is kept here */ }
      return all.sort((one, other) => other.at - one.at);
    }

    // What an earlier opening of the page could not send is offered, the newest first.
    function offer() {
      const same = (it) => it.source.trimEnd() === text.value.trimEnd();
      found().filter(same).forEach((it) => forget(it.key));
      const [it] = found();
      const place = part("[data-found]");
      place.hidden = !it;
      if (!it) return;
      const at = new Date(it.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
      const line = place.querySelector("[data-text]");
      line.textContent = line.dataset.text.replace("{at}", at);
      place.querySelector("[data-kept]").textContent = it.source;
      place.querySelector("[data-take]").onclick = () => take(it);
      place.querySelector("[data-drop]").onclick = () => { forget(it.key); offer(); text.dispatchEvent(new Event("focus")); };
    }

    function take(it) {
      if (dirty()) { // what stands here is offered in its turn
        jot();
        key = shelf + Date.now() + Math.random();
      }
      claim(it.version); // the server tells if somebody has saved since that text was begun
      text.dispatchEvent(new CustomEvent("editor:replace", { detail: { text: it.source } }));
      jot();
      forget(it.key);
      offer();
    }

    // The form says the same as this script about what its text was built on.
    function claim(number) {
      version = number;
      const field = form?.elements.namedItem("version");
      if (field) field.value = number;
    }

    // ---- to the server ----
    function later(pause) {
      clearTimeout(timer);
      timer = setTimeout(send, pause);
    }
    function send() {
      clearTimeout(timer);
      if (flight || !dirty() || state === "conflict") return flight;
      since = 0;
      flight = attempt().finally(() => { flight = null; });
      return flight;
    }
    async function attempt() {
      const source = text.value;
      tell("saving");
      const body = JSON.stringify({ source, version });
      const answer = await fetch(url, {
        method: "PUT",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body,
        redirect: "manual", // a way to the sign-in page is no acknowledgement
        cache: "no-store",
        keepalive: body.length < 15000, // browsers refuse more than 64 KB
        signal: AbortSignal.timeout?.(30000),
      }).catch(() => null);
      const said = await answer?.json().catch(() => ({}));
      judge(source, answer, said);
    }
    function judge(source, answer, said) {
      if (!answer || answer.status >= 500 || [408, 425, 429].includes(answer.status)) return again(source, answer);
      if (answer.type === "opaqueredirect" || answer.status === 401) return tell("signed-out");
      const refused = answer.status === 409;
      const ours = refused ? [source, unanswered].find((it) => it !== null && it.trimEnd() === said.source?.trimEnd()) : source;
      if (refused && ours === undefined) return differ(said);
      if (!refused && (!answer.ok || said.version === undefined)) return tell("failed", said.error ?? said.detail ?? "");
      tries = 0;
      unanswered = null;
      if (!refused && said.source !== undefined && !takeIn(source, said)) return later(REST);
      claim(said.version);
      if (refused || said.source === undefined) atServer = ours;
      jot();
      if (dirty()) return later(refused ? 0 : REST);
      return tell("saved", said.saved_at);
    }
    // What another wrote meanwhile comes in where it belongs, beside what was typed since; where both lie in one place
    // the text stays on top of what it was begun on, and the server decides when it is sent next.
    function takeIn(sent, said) {
      const typed = text.value !== sent;
      const [own, theirs] = [edit(sent, text.value), edit(sent, said.source)];
      if (typed && theirs.to >= own.from && theirs.from <= own.to) return false;
      const moved = typed && theirs.from > own.to ? own.text.length - (own.to - own.from) : 0;
      atServer = said.source;
      const detail = { from: theirs.from + moved, to: theirs.to + moved, text: theirs.text };
      text.dispatchEvent(new CustomEvent("editor:join", { detail }));
      const line = part("[data-joined] [data-text]");
      line.textContent = said.by ? line.dataset.text.replace("{name}", said.by) : line.dataset.other;
      part("[data-joined]").hidden = false;
      return true;
    }
    // The one stretch that makes another text of a text.
    function edit(before, after) {
      const most = Math.min(before.length, after.length);
      let from = 0;
      while (from < most && before[from] === after[from]) from += 1;
      let end = 0;
      while (end < most - from && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
      return { from, to: before.length - end, text: after.slice(from, after.length - end) };
    }
    function again(source, answer) {
      unanswered = source;
      const asked = Number(answer?.headers.get("Retry-After")) || 0;
      const seconds = Math.max(asked, Math.min(60, 2 ** tries)) * (0.75 + Math.random() / 2); // not all at once
      tries += 1;
      tell("waiting");
      later(seconds * 1000);
    }
    function differ(said) {
      const line = part("[data-conflict] [data-text]");
      line.textContent = said.by ? line.dataset.text.replace("{name}", said.by) : line.dataset.other;
      part("[data-conflict]").hidden = false;
      tell("conflict");
    }

    // ---- what the page says ----
    let saying = 0;
    function tell(now, detail = "") {
      state = now;
      clearTimeout(saying);
      // a quick save says only that it is done; readers hear one sentence, not two
      if (now === "saving") saying = setTimeout(show, 1000, now, detail); else show(now, detail);
    }
    function show(now, detail) {
      const target = part("[data-saved]");
      const name = !held && ["waiting", "failed"].includes(now) ? "unkept" : now === "conflict" ? "waiting" : now;
      const looks = ["unkept", "signed-out"].includes(name) ? "failed" : name;
      const hour = /T(\d\d):(\d\d)/.exec(detail)?.slice(1).join(".") ?? "";
      target.className = `saved saved-${now === "conflict" ? "none" : looks}`;
      const picture = target.querySelector("use");
      picture.setAttribute("href", picture.getAttribute("href").replace(/#.*$/, `#${PICTURES[looks]}`));
      const own = part("[data-saves]").getAttribute(`data-text-${name}`); // shorter, beside the tools
      const said = now === "conflict" ? "" : own ?? target.getAttribute(`data-text-${name}`) ?? "";
      target.querySelector("span").textContent = said.replace("{time}", hour).replace("{reason}", detail).trim();
    }

    // ---- when ----
    text.addEventListener("input", () => {
      since ||= Date.now();
      jotting ||= setTimeout(jot, JOT);
      later(Date.now() - since > PATIENCE ? 0 : REST);
    });
    frame.addEventListener("focusout", (event) => { if (!frame.contains(event.relatedTarget)) send(); });
    frame.addEventListener("keydown", (event) => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      send();
    });
    document.addEventListener("visibilitychange", () => { jot(); send(); });
    window.addEventListener("pagehide", jot);
    window.addEventListener("online", () => { tries = 0; send(); });
    window.addEventListener("pageshow", () => { leaving = false; });
    window.addEventListener("beforeunload", (event) => {
      if (leaving || !dirty()) return;
      event.preventDefault();
      event.returnValue = true; // browsers of before 2023 ask only so
    });
    part("[data-compare]").addEventListener("click", () => form.requestSubmit()); // its answer holds both texts
    // The form carries the text itself; a save that is on its way would make it one of two that differ.
    form?.addEventListener("submit", (event) => {
      jot();
      if (!navigator.onLine) { // the browser's own page of errors would stand in place of the text
        event.preventDefault();
        later(0);
        return;
      }
      clearTimeout(timer);
      leaving = true;
      if (!flight) return;
      event.preventDefault();
      flight.finally(() => form.requestSubmit(event.submitter));
    });

    if (dirty()) { jot(); later(0); }
    offer();
  }
})();
