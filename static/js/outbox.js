// The outbox: what a person typed stays on this device until the server has acknowledged it.
//
// One entry an address, the newest value only: { value, device, counter, client_time }, sent as it is kept, by PUT.
// The server answers { counter, saved_at }; a counter not below ours is the acknowledgement. Entries lie under the
// person's mark (data-person), so that on a shared device nothing is sent in another person's name.
// The page is told through its [data-saved] line inside the [data-save-url] that holds the address.
(() => {
  const person = document.querySelector("[data-person]")?.dataset.person ?? "";
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  const shelf = `outbox:${person}:`;
  const memory = new Map(); // what the browser refuses to keep, this page still holds
  const lines = new Map(); // address -> how its sending goes
  let leaving = false;

  const read = (key) => {
    try { return localStorage.getItem(key) ?? memory.get(key) ?? null; } catch { return memory.get(key) ?? null; }
  };
  const write = (key, text) => {
    memory.set(key, text);
    try { localStorage.setItem(key, text); return true; } catch { return false; }
  };
  const forget = (key) => {
    memory.delete(key);
    try { localStorage.removeItem(key); } catch { /* it was never there */ }
  };
  const addresses = () => {
    const keys = new Set(memory.keys());
    try { for (let n = 0; n < localStorage.length; n += 1) keys.add(localStorage.key(n)); } catch { /* memory is all there is */ }
    return [...keys].filter((key) => key.startsWith(shelf)).map((key) => key.slice(shelf.length));
  };

  function device() {
    const known = read("device");
    if (known) return known;
    // randomUUID needs https; a training room may not have it
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const name = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    write("device", name);
    return name;
  }

  function nextCounter(url) {
    const counter = Number(read(`counter:${url}`) ?? 0) + 1;
    write(`counter:${url}`, String(counter));
    return counter;
  }

  const pending = (url) => JSON.parse(read(shelf + url) ?? "null");

  function line(url) {
    if (!lines.has(url)) lines.set(url, { state: "none", tries: 0, kept: true, busy: false, timer: 0 });
    return lines.get(url);
  }

  // Kept at once, sent after `pause` milliseconds without another change.
  function put(url, value, pause = 0) {
    const entry = { value, device: device(), counter: nextCounter(url), client_time: new Date().toISOString() };
    const it = line(url);
    it.kept = write(shelf + url, JSON.stringify(entry));
    it.tries = 0;
    tell(url, "saving");
    schedule(url, pause);
  }

  function schedule(url, milliseconds) {
    const it = line(url);
    clearTimeout(it.timer);
    it.timer = setTimeout(() => send(url), milliseconds);
  }

  async function send(url) {
    const it = line(url);
    const text = read(shelf + url);
    if (it.busy || !text) return;
    clearTimeout(it.timer);
    it.busy = true;
    if (it.state === "none") it.state = "saving";
    const answer = await ask(url, text);
    it.busy = false;
    await judge(url, text, answer);
  }

  async function ask(url, text) {
    try {
      return await fetch(url, {
        method: "PUT",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: text,
        redirect: "manual", // a way to the sign-in page is no acknowledgement
        cache: "no-store",
        keepalive: text.length < 15000, // browsers refuse more than 64 KB
        signal: AbortSignal.timeout?.(30000),
      });
    } catch {
      return null;
    }
  }

  async function judge(url, text, answer) {
    if (!answer || answer.status >= 500 || [408, 425, 429].includes(answer.status)) return wait(url, answer);
    if (answer.type === "opaqueredirect" || answer.status === 401) return tell(url, "signed-out");
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok || !(said.counter >= JSON.parse(text).counter)) return tell(url, "failed", said.detail ?? "");
    line(url).tries = 0;
    if (read(shelf + url) !== text) return send(url); // changed while it was on its way
    forget(shelf + url);
    return tell(url, "saved", said.saved_at);
  }

  function wait(url, answer) {
    const it = line(url);
    const asked = Number(answer?.headers.get("Retry-After")) || 0;
    const seconds = Math.max(asked, Math.min(60, 2 ** it.tries)) * (0.75 + Math.random() / 2); // not all at once
    it.tries += 1;
    tell(url, "waiting");
    schedule(url, seconds * 1000);
  }

  // ---- what the page says ----
  const PICTURES = { saved: "centang", saving: "selaras", waiting: "luring", failed: "awas" };

  function tell(url, state, detail = "") {
    const it = line(url);
    it.state = state;
    clearTimeout(it.said);
    const say = () => document.querySelectorAll("[data-save-url]").forEach((place) => {
      const target = place.querySelector("[data-saved]");
      if (target && place.dataset.saveUrl === url) show(target, it, detail);
    });
    // a quick save says only that it is done; readers hear one sentence, not two
    if (state === "saving") it.said = setTimeout(say, 1000); else say();
  }

  function show(target, it, detail) {
    const unkept = !it.kept && it.state !== "saved" && it.state !== "saving";
    const looks = unkept || it.state === "signed-out" ? "failed" : it.state;
    const key = unkept ? "unkept" : it.state;
    const text = target.getAttribute(`data-text-${key}`) ?? "";
    target.className = `saved saved-${looks}`;
    const picture = target.querySelector("use");
    picture?.setAttribute("href", picture.getAttribute("href").replace(/#.*$/, `#${PICTURES[looks]}`));
    target.querySelector("span").textContent = text.replace("{time}", hour(detail)).replace("{reason}", detail).trim();
  }

  // The server writes the hour in its agency's zone; the device's own clock and zone do not matter.
  const hour = (moment) => /T(\d\d):(\d\d):(\d\d)/.exec(moment)?.slice(1).join(".") ?? "";

  const flush = () => Promise.all(addresses().map((url) => { line(url).tries = 0; return send(url); }));

  // The person chose another text: what waits for this address is not sent any more.
  const drop = (url) => { clearTimeout(line(url).timer); line(url).state = "none"; forget(shelf + url); };
  const owns = (key, url) => key === shelf + url;

  window.outbox = { put, pending, flush, drop, owns };
  window.addEventListener("online", flush);
  window.addEventListener("pageshow", () => { leaving = false; });
  document.addEventListener("visibilitychange", flush); // on the way out as well: keepalive carries it
  document.addEventListener("submit", () => { leaving = true; }); // the form itself carries what is on the screen
  document.addEventListener("click", (event) => { // and the next page of the same attempt has this outbox too
    if (event.target.closest("[data-carries] a")) leaving = true;
  });
  window.addEventListener("beforeunload", (event) => {
    const open = [...lines.values()].some((it) => it.state === "saving" || it.state === "waiting");
    if (!open || leaving) return;
    event.preventDefault();
    event.returnValue = true; // browsers of before 2023 ask only so
  });
  flush();
})();
