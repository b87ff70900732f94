import io

from marketplace.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_one_line_that_changes_and_is_gone_at_the_end() -> None:
    stream = Terminal()

    with Progress(stream) as progress:
        progress.tell("handing in", 1, 2)
        progress.tell("handing in", 1, 2)
        progress.tell("handing in", 2, 2)

    assert stream.getvalue() == "\r\x1b[Khanding in 1 of 2\r\x1b[Khanding in 2 of 2\r\x1b[K"


def test_elsewhere_only_the_end_of_a_stage_is_a_line_at_once() -> None:
    stream = io.StringIO()

    with Progress(stream) as progress:
        for done in range(1, 4):
            progress.tell("verifying", done, 3)

    assert stream.getvalue() == "verifying 3 of 3\n"


def test_a_terminal_on_which_nothing_was_said_is_left_alone() -> None:
    stream = Terminal()

    with Progress(stream):
        pass

    assert stream.getvalue() == ""
