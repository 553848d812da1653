"""What works in the manual."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("manual.next", "n,greater_than_sign", "next page", "Turn to the next page.", True),
    Action("manual.previous", "p,less_than_sign", "page before", "Turn to the page before.", True),
    Action("manual.topic", "t", "contents", "Choose a page by its name.", True),
)
