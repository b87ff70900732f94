// Builds the stylesheets and the script into marketplace/static/dist, under names that carry a hash of
// their content, and writes manifest.json there: the plain name → the file to serve.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

const front = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(front, "..", "static", "dist");
const entries = ["css/app.css", "css/fonts.css", "js/app.js"];
const pictures = ["pictures/mark.svg"];

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

const { metafile } = await esbuild.build({
  absWorkingDir: front,
  entryPoints: entries,
  bundle: true,
  minify: true,
  sourcemap: "linked",
  metafile: true,
  outdir: dist,
  entryNames: "[name]-[hash]",
  assetNames: "fonts/[name]-[hash]",
  loader: { ".woff2": "file" },
  target: ["chrome111", "edge111", "firefox115", "safari16.4"],
  format: "iife",
  logLevel: "warning",
});

const manifest = {};
for (const [file, made] of Object.entries(metafile.outputs)) {
  if (made.entryPoint) {
    manifest[path.basename(made.entryPoint)] = path.basename(file);
  }
}
for (const picture of pictures) {
  const bytes = await readFile(path.join(front, picture));
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
  const { name, ext } = path.parse(picture);
  manifest[name + ext] = `${name}-${hash}${ext}`;
  await writeFile(path.join(dist, manifest[name + ext]), bytes);
}
await writeFile(path.join(dist, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
