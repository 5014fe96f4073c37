// While work goes on at the server, [data-progress] is fetched again; once it is gone, the page shows the result.
(() => {
  const PAUSE = 2000; // milliseconds
  async function look() {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok) return setTimeout(look, 2 * PAUSE);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-progress]");
    if (!now) return location.reload();
    document.querySelector("[data-progress]").replaceChildren(...now.childNodes);
    return setTimeout(look, PAUSE);
  }
  setTimeout(look, PAUSE);
})();
