"""One root error and its leaves: everything a caller may want to tell apart."""


class ShengciError(Exception):
    """Bad input or a missing part, told in one line: what, where, and what to do.

    The command line prints the message without a traceback and leaves with exit code 2. Whatever the
    message is made of (another library's complaint, a file's name), it is one line.
    """

    def __init__(self, message: str = "") -> None:
        super().__init__(" ".join(map(str.strip, message.splitlines())))


class SourceError(ShengciError):
    """An article can't be read, or holds nothing a bilingual deck could be made of."""


class DeckError(ShengciError):
    """The files of a class deck can't be read, hold a mistake, or were changed by someone else."""


class StructureError(DeckError):
    """Students would not get a class deck as an update, because of these `problems`; it is built if that is meant."""

    def __init__(self, message: str, problems: tuple[str, ...]) -> None:
        super().__init__(message)
        self.problems = problems


class PackageError(ShengciError):
    """A package or another output file can't be written, or an earlier one can't be understood."""


class AnkiError(ShengciError):
    """A running Anki can't be reached, or does not do what it is asked."""


class AnkiFileError(ShengciError):
    """A file of Anki's can't be opened; whoever knows a better cure takes the `problem` alone."""

    def __init__(self, problem: str, cure: str) -> None:
        super().__init__(f"{problem}: {cure}")
        self.problem = problem


class TemplateError(ShengciError):
    """A shipped card template or page is missing or damaged."""


class MissingExtra(ShengciError):  # noqa: N818 - what is missing is a part, not an error
    """Something needs a package that is not installed; the message names the extra that holds it."""
