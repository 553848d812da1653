"""What a key can do: one entry of the registry that everything about keys is read from."""

from typing import NamedTuple


class Action(NamedTuple):
    """Something that a person can do with a key or by its name."""

    id: str
    """`noun.verb`, unique in the whole program; the name in `[keys]`."""
    keys: str
    """Names of keys with commas between (`j,down`); empty: in the palette only."""
    title: str
    """A word or two for the footer and the help."""
    help: str
    """One sentence for help, palette and manual."""
    footer: bool = False
    """Whether it is among the six of the footer."""
    final: bool = False
    """Whether it cannot be undone: then it asks first."""

    @property
    def handler(self) -> str:
        """What the method is called behind `action_`."""
        return self.id.replace(".", "_").replace("-", "_")
