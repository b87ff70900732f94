"""What a test asks of a page's markup, read with the standard parser."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

UNLABELLED = {"hidden", "submit"}
VOID = {"meta", "link", "img", "input", "br", "hr"}


@dataclass
class Outline(HTMLParser):
    """The elements of a page with their attributes, in order; those inside <template> left out."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    inside_template: int = 0
    open: list[str] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside_template += tag == "template"
        if tag not in VOID:
            self.open.append(tag)
        if not self.inside_template:
            self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.inside_template -= tag == "template"
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def all(self, attribute: str) -> list[str]:
        return [given[attribute] for _, given in self.elements if attribute in given]

    @property
    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.elements if tag in ("h1", "h2", "h3", "h4")]

    def faults(self) -> Iterator[str]:
        """Yield what an eye would not see and a screen reader would."""
        yield from (f"out of order: {tag}" for tag in [*self.unbalanced, *self.open])
        ids = self.all("id")
        yield from (f"id twice: {each}" for each in ids if ids.count(each) > 1)
        known = set(ids)
        named = [
            *self.all("for"),
            *self.all("form"),
            *(each for every in self.all("aria-describedby") for each in every.split()),
            *(each for every in self.all("aria-labelledby") for each in every.split()),
            *(href[1:] for href in self.all("href") if href.startswith("#f-")),
        ]
        yield from (f"no such id: {each}" for each in named if each not in known)
        yield from self._fields()
        yield from self._steps()

    def _fields(self) -> Iterator[str]:
        labelled = set(self.all("for"))
        for tag, given in self.elements:
            if tag not in ("input", "select", "textarea") or given.get("type") in UNLABELLED:
                continue
            if given.get("id") not in labelled and "aria-label" not in given:
                yield f"no label: {tag} {given}"

    def _steps(self) -> Iterator[str]:
        before = 0
        for level in self.headings:
            if level > before + 1:
                yield f"h{level} after h{before}"
            before = level


def read(html: str) -> Outline:
    outline = Outline()
    outline.feed(html)
    return outline
