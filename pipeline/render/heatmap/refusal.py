"""What readers of foreign bytes raise, and `read` alone catches: this file cannot be used, and why."""


class Refused(Exception):  # noqa: N818 - it says what happened to the file, not that we failed
    """An export that cannot be read as a whole.

    `reason` is one phrase that quotes nothing of the file but the name of a member; `truncated` tells a file that
    ends too early (HMP508) from one that is no export at all (HMP505).
    """

    def __init__(self, reason: str, help: str | None = None, *, truncated: bool = False) -> None:  # noqa: A002 - as in Code.at
        super().__init__(reason)
        self.reason = reason
        self.help = help
        self.truncated = truncated
