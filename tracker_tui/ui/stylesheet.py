"""Textual's stylesheet, without reading everything again that is known already."""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet


class SteadyStylesheet(Stylesheet):
    """Keeps the rules that it has read as long as the theme's variables stay the same.

    Textual reads all sources anew whenever a screen brings one, four times until the first frame.
    """

    def set_variables(self, variables: dict[str, str]) -> None:
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        self.parse()
