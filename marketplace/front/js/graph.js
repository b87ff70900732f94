/**
 * A graph `data-graph`: arrow keys go along its lines, left to a source, right to what was made, up and down within a
 * column. One box is in the order of the page's stops, the others are reached from it. Without this script each is.
 */
export function graphs(part) {
  for (const graph of part.querySelectorAll("[data-graph]")) {
    if (graph.dataset.ready) {
      continue;
    }
    graph.dataset.ready = "yes";
    // Its boxes take the focus: the frame need not.
    graph.removeAttribute("tabindex");
    const boxes = [...graph.querySelectorAll("[data-box]")];
    const here = graph.querySelector('[aria-current="true"]') ?? boxes[0];
    stopAt(boxes, here);
    graph.addEventListener("keydown", (event) => goOn(event, graph, boxes));
    graph.addEventListener("focusin", ({ target }) => enter(graph, boxes, target.closest("[data-box]")));
    graph.addEventListener("focusout", () => light(graph, ""));
    graph.scrollLeft = middleOf(here).x - graph.getBoundingClientRect().left - graph.clientWidth / 2;
  }
}

function stopAt(boxes, one) {
  for (const box of boxes) {
    box.setAttribute("tabindex", box === one ? "0" : "-1");
  }
}

function enter(graph, boxes, box) {
  if (box) {
    stopAt(boxes, box);
    light(graph, box.dataset.box);
  }
}

function light(graph, key) {
  for (const line of graph.querySelectorAll("[data-ends]")) {
    line.classList.toggle("lit", key !== "" && line.dataset.ends.split(" ").includes(key));
  }
}

function goOn(event, graph, boxes) {
  const box = event.target.closest("[data-box]");
  const way = box && WAYS[event.key];
  const next = way && way(box, boxes);
  if (next) {
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

const WAYS = {
  ArrowLeft: (box, boxes) => nearest(box, named(boxes, box.dataset.back)),
  ArrowRight: (box, boxes) => nearest(box, named(boxes, box.dataset.on)),
  ArrowUp: (box, boxes) => nearest(box, beside(box, boxes, (other) => other < middleOf(box).y)),
  ArrowDown: (box, boxes) => nearest(box, beside(box, boxes, (other) => other > middleOf(box).y)),
};

function named(boxes, keys) {
  const wanted = new Set(keys.split(" "));
  return boxes.filter((box) => wanted.has(box.dataset.box));
}

function beside(box, boxes, isThatWay) {
  const { x } = middleOf(box);
  return boxes.filter((other) => Math.abs(middleOf(other).x - x) < 2 && isThatWay(middleOf(other).y));
}

function nearest(box, others) {
  const { y } = middleOf(box);
  const far = (other) => Math.abs(middleOf(other).y - y);
  return others.toSorted((one, other) => far(one) - far(other))[0];
}

function middleOf(box) {
  const { x, y, width, height } = box.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}
