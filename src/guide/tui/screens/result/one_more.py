"""What can be done from a result beyond reading it: add one more thing, go on with the interview."""

from guide.tui.screens.result.doors import Item

ADD = "Add one more thing"
ADDED = "Add something else"
GO_ON = "Go on to the next step"


class MoreItem(Item):
    """Asks what is to be added to the recommendation."""

    def action_choose(self) -> None:
        self.app.open_addition()


class GoOnItem(Item):
    """Goes on with the interview: the view of the person, and the next step."""

    def action_choose(self) -> None:
        self.app.close_interview()
