"""What an import says when it cannot be done."""

from pathlib import Path


class ImportRefused(ValueError):
    """The file cannot become a lesson. Its text names the file and the line and says what to do."""

    @classmethod
    def at(cls, path: Path, line: int | None, message: str) -> "ImportRefused":
        place = f"{path.name}, line {line}" if line else path.name
        return cls(f"{place}: {message}")
