import htmx from "htmx.org";

// The page's policy allows no inline style and no evaluated code, and a 422 brings the faults to show.
Object.assign(htmx.config, {
  includeIndicatorStyles: false,
  allowEval: false,
  allowScriptTags: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});

// A form is sent once: a second press while the first is on its way would only be refused.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "get") {
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
  }
});

// Back to a form that was refused as it was left, which its address alone would show empty.
document.addEventListener("click", (event) => {
  if (event.target.closest("a[data-back]") && history.length > 1) {
    event.preventDefault();
    history.back();
  }
});

const FLOATING = "details.menu[open], details.why[open]";

// A menu closes on Escape and when something else is pressed.
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector(FLOATING);
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(FLOATING)) {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  }
});

// Facets apply as they are chosen; the button beside them does the same without a script.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-apply-on-change]");
  if (form) {
    form.requestSubmit();
  }
});

// What moves says where it is only when that changes: rows counted every second are not read aloud.
document.addEventListener("htmx:afterSwap", () => {
  const words = document.querySelector("[data-say]")?.dataset.say.trim();
  const said = document.getElementById("said");
  if (words && said && said.textContent !== words) {
    said.textContent = words;
  }
});

// On paper nothing is folded; what was opened for it is folded again.
window.addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("main details:not([open], .menu, .why)")) {
    folded.dataset.printed = "yes";
    folded.open = true;
  }
});
window.addEventListener("afterprint", () => {
  for (const opened of document.querySelectorAll("details[data-printed]")) {
    opened.open = false;
    delete opened.dataset.printed;
  }
});
