import { addRow } from "./rows.js";

/** A found dataset's button (`data-choose-source`) puts it among the submission's sources. */
export function sourceChoices(part) {
  for (const button of part.querySelectorAll("[data-choose-source]")) {
    if (button.dataset.ready) {
      continue;
    }
    button.dataset.ready = "yes";
    button.addEventListener("click", () => choose(button));
  }
}

function choose(button) {
  const rows = document.querySelector(button.dataset.chooseSource);
  const row = addRow(rows, "known");
  row.querySelector("[data-part=title]").textContent = button.dataset.title;
  row.querySelector("[data-part=dataset]").value = button.dataset.dataset;
  row.querySelector("[data-part=version]").value = button.dataset.version;
  row.querySelector("[data-part=how]").focus();
  rows.dispatchEvent(new Event("change", { bubbles: true }));
  button.disabled = true;
}
