/**
 * Adds and removes rows of a repeated part of a form. The `data-rows="sources"` element holds the rows, each
 * `data-row`; a <template> in it is the empty row, with `__n__` where the row's number goes; `data-add-row`
 * is the button. Numbers may have gaps: the server reads the rows in order and leaves out the empty ones.
 */
export function repeatedRows(part) {
  for (const button of part.querySelectorAll("[data-add-row]")) {
    if (button.dataset.ready) {
      continue;
    }
    button.dataset.ready = "yes";
    button.hidden = false;
    button.addEventListener("click", () => {
      addRow(document.querySelector(button.dataset.addRow), button.dataset.kind).querySelector("input, select").focus();
    });
  }
  for (const rows of part.querySelectorAll("[data-rows]")) {
    if (rows.dataset.ready) {
      continue;
    }
    rows.dataset.ready = "yes";
    rows.addEventListener("click", (event) => removeRow(event.target.closest("[data-remove-row]")));
    for (const button of rows.querySelectorAll("[data-remove-row]")) {
      button.hidden = false;
    }
  }
}

/** Appends an empty row, or the `name`d template's, and returns it. */
export function addRow(rows, kind = "") {
  const template = rows.querySelector(kind ? `template[data-kind="${kind}"]` : "template");
  const number = Number(rows.dataset.next);
  rows.dataset.next = String(number + 1);
  const holder = document.createElement("div");
  holder.innerHTML = template.innerHTML.replaceAll("__n__", String(number));
  const row = holder.firstElementChild;
  row.querySelector("[data-remove-row]").hidden = false;
  rows.append(row);
  return row;
}

function removeRow(button) {
  const row = button?.closest("[data-row]");
  if (!row) {
    return;
  }
  const rows = row.parentElement;
  row.remove();
  rows.dispatchEvent(new Event("change", { bubbles: true }));
  document.querySelector(`[data-add-row="#${rows.id}"]`)?.focus();
}
