// Writes the bundle and the licences of what is in it into the folder that it is given. Run by `build`.
import { build } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const { metafile } = await build({
  entryPoints: ["entry.js"],
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  charset: "utf8",
  banner: { js: "/* CodeMirror, MIT licence; see LICENSES.txt. Written by tools/codemirror/build. */" },
  metafile: true,
  outfile: join(folder, "codemirror.js"),
});

const taken = Object.values(metafile.outputs)[0].inputs;
const inside = Object.keys(taken).filter((path) => taken[path].bytesInOutput).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
const texts = new Map(); // one text may be that of many packages
for (const name of [...new Set(inside.filter(Boolean))].sort()) {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  const text = readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim();
  texts.set(text, [...(texts.get(text) ?? []), `${name} ${version} (${license})`]);
}
const told = [...texts].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`);
writeFileSync(join(folder, "LICENSES.txt"), told.join(`\n${"-".repeat(80)}\n\n`));
