"""What can go wrong, as one clear line for a person."""

from __future__ import annotations


class Refused(Exception):
    """Something that cannot be done; the message says what, where and what to do (exit code 1)."""


class Usage(Refused):
    """The words that were typed are wrong (exit code 2)."""


class FieldError(Refused):
    """A value in a record that cannot be read: `key` is its dotted path, `problem` the sentence.

    The store adds the file and the line.
    """

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(f"{key}: {problem}" if key else problem)
        self.key = key
        self.problem = problem

    def under(self, parent: str) -> FieldError:
        """The same error seen from the record that holds this one."""
        return FieldError(f"{parent}.{self.key}" if self.key else parent, self.problem)
