"""What an import says when it cannot be done."""

from pathlib import Path

UNDER_REVIEW = "“{}” is under review and stays as it is until somebody decides. Cancel the review first."


class ImportRefused(ValueError):
    """The file cannot become a lesson. Its text names the file and the line and says what to do."""

    @classmethod
    def at(cls, path: Path, line: int | None, message: str) -> "ImportRefused":
        place = f"{path.name}, line {line}" if line else path.name
        return cls(f"{place}: {message}")
