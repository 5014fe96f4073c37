// How many words were written, counted as the server does: what stands between spaces.
//
// <p data-words-of="id of a text field" data-text="… {words} …">
(() => {
  for (const line of document.querySelectorAll("[data-words-of]")) {
    const text = document.getElementById(line.dataset.wordsOf);
    if (!text) continue;
    const count = () => {
      line.textContent = line.dataset.text.replace("{words}", (text.value.match(/\S+/g) ?? []).length);
    };
    text.addEventListener("input", count);
    text.addEventListener("draft:taken", count);
    count();
  }
})();
