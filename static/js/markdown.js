// What a button makes of a text: each answers { from, to, insert, select: [start, end] }, places of the new text.
//
// Nothing here knows the page; editor.js applies what comes out.

const MARK = /^(\s*)(?:[-*+] +|\d+[.)] +|> ?|#{1,6} +)/;
const KINDS = { bullet: /^\s*[-*+] /, number: /^\s*\d+[.)] /, quote: /^\s*>/, heading: /^#{1,6} / };
const INDENT = "    "; // what nests, and what stands inside a box

const lineStart = (text, at) => (at > 0 ? text.lastIndexOf("\n", at - 1) + 1 : 0);
const lineEnd = (text, at) => at + /.*/.exec(text.slice(at))[0].length;
const starsBefore = (text, at) => /\**$/.exec(text.slice(0, at))[0].length;
const starsAfter = (text, at) => /^\**/.exec(text.slice(at))[0].length;

// Two stars make bold, one makes slanted; a second press takes them off again.
export function emphasis(text, from, to, stars, word) {
  const mark = "*".repeat(stars);
  if (text.slice(from, to).includes("\n")) return everyLine(text, from, to, mark);
  [from, to] = from === to ? wordAt(text, from) : inner(text, from, to);
  const chosen = text.slice(from, to) || word;
  const around = Math.min(starsBefore(text, from), starsAfter(text, to));
  if (to > from && (stars === 2 ? around >= 2 : around % 2 === 1)) {
    return { from: from - stars, to: to + stars, insert: chosen, select: [from - stars, to - stars] };
  }
  return { from, to, insert: mark + chosen + mark, select: [from + stars, from + stars + chosen.length] };
}

function everyLine(text, from, to, mark) {
  const insert = text.slice(from, to).split("\n").map((line) => {
    const [, lead, said, rest] = /^(\s*(?:[-*+] +|\d+[.)] +|> ?|#{1,6} +)?)(.*?)(\s*)$/.exec(line);
    return said ? lead + mark + said + mark + rest : line;
  }).join("\n");
  return { from, to, insert, select: [from, from + insert.length] };
}

function wordAt(text, at) {
  const before = /[\p{L}\p{N}-]*$/u.exec(text.slice(0, at))[0].length;
  const after = /^[\p{L}\p{N}-]*/u.exec(text.slice(at))[0].length;
  return [at - before, at + after];
}

// Spaces and stars at the edges of what was chosen stay outside, else they would be read as stars.
function inner(text, from, to) {
  while (from < to && /[\s*]/.test(text[from])) from += 1;
  while (to > from && /[\s*]/.test(text[to - 1])) to -= 1;
  return [from, to];
}

// Headings go through their two levels and back; lists and quotes are put on and taken off.
export function lines(text, from, to, kind) {
  const start = lineStart(text, from);
  const end = lineEnd(text, to > from && text[to - 1] === "\n" ? to - 1 : to);
  const rows = text.slice(start, end).split("\n");
  const filled = rows.filter((row) => row.trim());
  const has = filled.length > 0 && filled.every((row) => KINDS[kind].test(row));
  let number = 0;
  const put = (row) => {
    if (!row.trim() && rows.length > 1) return row;
    const level = /^#* /.exec(row)?.[0].length ?? 0;
    const [, indent] = /^(\s*)/.exec(row);
    const bare = row.replace(MARK, "$1").slice(indent.length);
    if (kind === "heading") return level === 3 ? `### ${bare}` : has ? bare : `## ${bare}`;
    if (has) return indent + bare;
    number += 1;
    return indent + { bullet: "- ", number: `${number}. `, quote: "> " }[kind] + bare;
  };
  const made = rows.map(put).join("\n");
  const marked = KINDS[kind].test(made);
  const before = text.slice(lineStart(text, start - 1), Math.max(start - 1, 0));
  const after = text.slice(end + 1, lineEnd(text, end + 1));
  const apart = (row) => row.trim() && (kind === "heading" || !KINDS[kind].test(row));
  const lead = marked && start > 0 && apart(before) ? "\n" : "";
  const tail = marked && end < text.length && apart(after) ? "\n" : "";
  const from2 = start + lead.length;
  const select = rows.length > 1 ? [from2, from2 + made.length] : Array(2).fill(from2 + made.length);
  return { from: start, to: end, insert: lead + made + tail, select };
}

// A thing that stands by itself, after the paragraph at the cursor; `select` counts within `body`.
export function block(text, at, body, select = [body.length, body.length]) {
  const empty = !text.slice(lineStart(text, at), lineEnd(text, at)).trim();
  const gap = text.slice(at).search(/\n[ \t]*\n/);
  const to = empty ? lineEnd(text, at) : gap < 0 ? text.trimEnd().length : at + gap;
  const from = empty ? lineStart(text, at) : to;
  const before = text.slice(0, from);
  const after = text.slice(to);
  const above = before.trim() ? "\n".repeat(Math.max(0, 2 - /\n*$/.exec(before)[0].length)) : "";
  const below = "\n".repeat(Math.max(0, (after.trim() ? 2 : 1) - /^\n*/.exec(after)[0].length));
  const start = from + above.length;
  return { from, to, insert: above + body + below, select: [start + select[0], start + select[1]] };
}

export function link(text, from, to, said, address) {
  const words = said.replace(/([\[\]])/g, "\\$1");
  const target = /[\s()]/.test(address) ? `<${address}>` : address;
  const insert = `[${words}](${target})`;
  return { from, to, insert, select: [from + insert.length, from + insert.length] };
}

export function table(text, at, columns, rows, word) {
  const row = (cell) => `| ${Array.from({ length: columns }, (_, n) => cell(n)).join(" | ")} |`;
  const body = [row((n) => `${word} ${n + 1}`), row(() => "---"), ...Array(rows).fill(row(() => " "))];
  return block(text, at, body.join("\n"), [2, `| ${word} 1`.length]);
}

// The paragraphs that were chosen go into the box, or a word that asks to be replaced.
export function box(text, from, to, kind, title, word) {
  const head = `!!! ${kind} "${title.replaceAll('"', "'")}"\n`;
  if (from === to) return block(text, from, head + INDENT + word, [head.length + 4, head.length + 4 + word.length]);
  const start = lineStart(text, from);
  const end = lineEnd(text, to);
  const inside = text.slice(start, end).split("\n").map((row) => (row.trim() ? INDENT + row : row)).join("\n");
  const made = block(text.slice(0, start) + text.slice(end), start, head + inside);
  if (made.from !== start) return block(text, to, head + inside); // in the middle of a paragraph
  return { ...made, from: start, to: end + (made.to - made.from) };
}
