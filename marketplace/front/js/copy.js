/** Buttons `data-copy="#id"` copy that element's text and say so in their `data-told` element. */
export function copyButtons(part) {
  for (const button of part.querySelectorAll("[data-copy]")) {
    if (button.dataset.ready) {
      continue;
    }
    button.dataset.ready = "yes";
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

async function copy(button) {
  const source = document.querySelector(button.dataset.copy);
  const told = document.querySelector(button.dataset.told);
  try {
    await navigator.clipboard.writeText(source.innerText.trim());
    told.textContent = button.dataset.done;
  } catch {
    // Without a secure origin there is no clipboard: select the text, the reader's own keys copy it.
    window.getSelection().selectAllChildren(source);
    told.textContent = button.dataset.failed;
  }
}
