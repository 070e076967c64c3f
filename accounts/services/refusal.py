class Refused(Exception):
    """Something that cannot be done. code: machine word. message: for the person who asked, what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
