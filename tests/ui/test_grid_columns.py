"""Which columns fit, and how wide they are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker_tui.ui.widgets.grid_columns import Column, Layout, lay_out

COLUMN = st.builds(
    Column,
    st.just("key"),
    st.just("title"),
    width=st.integers(0, 20),
    share=st.integers(1, 3),
    least=st.sampled_from([0, 0, 0, 100]),
    shortest=st.integers(1, 8),
)
COLUMNS = st.tuples(COLUMN.map(lambda column: column._replace(least=0)), st.lists(COLUMN)).map(
    lambda pair: [pair[0], *pair[1]]
)


@settings(deadline=None)
@given(COLUMNS, st.integers(0, 160), st.integers(-1, 12))
def test_columns_lie_side_by_side_in_their_room(
    columns: list[Column], room: int, left: int
) -> None:
    layout = lay_out(columns, room, room, left)
    at = -1
    for slot in layout.slots:
        assert slot.start > at
        at = max(slot.end, slot.start)
        assert slot.width >= 0
        assert slot.end <= room or slot.width == 0
    known = [index for index, column in enumerate(columns) if column.least <= room]
    assert layout.slots[0].column == known[0] == 0
    assert len(layout.slots) + layout.left + layout.right == len(known)


@settings(deadline=None)
@given(COLUMNS, st.integers(10, 160))
def test_every_column_comes_into_view_by_going_right(columns: list[Column], room: int) -> None:
    seen: set[int] = set()
    layout, step = Layout((), 0, 1), 0
    while layout.right:
        layout = lay_out(columns, room, room, step)
        assert layout.left == step  # a step that does nothing would strand the person
        seen |= {slot.column for slot in layout.slots}
        step += 1
        assert all(slot.width for slot in layout.slots)
    assert seen == {index for index, column in enumerate(columns) if column.least <= room}
    assert lay_out(columns, room, room, step).left == step - 1


def test_what_is_left_goes_to_those_that_share_it() -> None:
    columns = [Column("a", "a", 10), Column("b", "b", share=1), Column("c", "c", share=2)]
    slots = lay_out(columns, 160, 160, 0).slots
    assert [slot.width for slot in slots] == [10, 50, 96]
    assert [slot.start for slot in slots] == [0, 12, 64]


def test_gaps_narrow_before_a_column_goes_out_of_sight() -> None:
    columns = [Column("a", "a", 10), Column("b", "b", 10), Column("c", "c", 10)]
    assert [slot.start for slot in lay_out(columns, 34, 34, 0).slots] == [0, 12, 24]
    assert [slot.start for slot in lay_out(columns, 33, 33, 0).slots] == [0, 11, 22]
    layout = lay_out(columns, 31, 31, 0)
    assert ([slot.column for slot in layout.slots], layout.right) == ([0, 1], 1)
    layout = lay_out(columns, 31, 31, 5)
    assert ([slot.column for slot in layout.slots], layout.left) == ([0, 2], 1)
