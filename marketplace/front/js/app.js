import "./page.js";
import { copyButtons } from "./copy.js";
import { graphs } from "./graph.js";
import { repeatedRows } from "./rows.js";
import { sourceChoices } from "./sources.js";
import { uploadAreas } from "./upload_area.js";

// htmx brings fragments in after the page is there: each of these watches the document, or is called again.
function enliven(part) {
  copyButtons(part);
  graphs(part);
  repeatedRows(part);
  sourceChoices(part);
  uploadAreas(part);
}

enliven(document);
document.addEventListener("htmx:load", ({ detail }) => enliven(detail.elt.parentElement ?? detail.elt));
