"""What the plain mode says of itself: its prompts, and what can be typed."""

COMMANDS = "Type a number. Or: back, help, why, answers, change 2, note, quit."
MEANING = """\
A number answers the question. Or type one of these words, or the beginning of one.
back: take back the last answer.
help: what the question means.
why: why it is asked, and what it decides on.
answers: the answers so far, numbered.
change 2: answer question 2 again.
compare: the kinds of help side by side, on what the answers touch.
note, and then a text: keep a note with this question. note 2 alone asks for a note to question 2."""
LEAVE = "quit: leave; nothing is kept."
LEAVE_WAITING = """\
forget: delete the answers so far, and save no more of them.
quit: leave; the answers stay on this computer, and the next start offers to go on with them."""
LEAVE_UNSAVED = "quit: leave; nothing is kept from here on."
LEAVE_WITHHELD = "quit: leave; with these answers, nothing of it is kept."
LEAVE_INTERVIEW = "quit: leave; what was said is saved, and the interview can be continued."
COMPARE_ALL = "compare all compares them on every point."
UNDO = (
    "undo: come back from the answer that is tried.\nquit: leave; the answers before that stay as they are."
)

READ_ON = "To read on, type {}."
GO_FURTHER = "Or type {}."
ENTER_LEAVES = "Enter leaves."
ENTER_GOES_ON = "Enter goes on with the interview."
HELP_TELLS = "help says what each word does."
ONCE_MORE = "To leave, press Enter once more."
ONCE_MORE_GOES_ON = "To go on, press Enter once more."
KEEP_OR_NOT = "Nothing of this is kept, unless you type keep."
ALREADY_KEPT = "It is kept already."
TO_TRY = "To try one of these answers, type try and its number, such as try 1. undo comes back."
TO_TRY_MORE = "change all lists the others as well."
TO_CHANGE = "To answer one of them again, type change and its number, such as change 1."
NOTHING_OF_IT = "There is nothing of this to say here."
SAVE_WHERE = "Type save and the name of a new file, such as save result.html."
RESULT_WORDS = {
    "plan": "the whole plan, and what goes with it",
    "why": "the reasons, and who gives them",
    "others": "why the other kinds of help are not recommended",
    "change": "which other answers would change the result; change 2 answers question 2 again",
    "disputes": "where the documents disagree",
    "answers": "the answers and the sources; sources is the same",
    "all": "all of this, one after the other",
    "compare": "the kinds of help side by side, on what the answers touch; compare all on every point",
    "add": "one more thing, or take away what was added",
    "try": "with a number from the list of change: try that answer",
    "undo": "come back from the answer that is tried",
    "back": "take back the last answer, and ask it again",
    "note": "note 2 keeps a note with answer 2",
    "save": "with the name of a new file: write it down there, such as save result.html",
    "keep": "keep this in the records on this computer",
    "again": "begin again with the first question",
    "help": "this list",
    "quit": "leave",
}

FOR_SOMEONE = "For somebody else, or for a team, type someone."
VOICE_FIXED = "Whom it is for can be chosen before the first answer only."
CLOSING_RESULT = "To read the result again, type result."

CHANGE_AN_ANSWER = "change 2 answers question 2 again"
WHAT_WOULD_CHANGE = "which other answers would have led elsewhere"
LEAVE_FOR_NOW = "leave; what was said is saved, and the interview can be continued"

FIRST = "This is the first question."
ADD = "Type a number, or press Enter to leave it at that."
ADD_OR_TAKE_AWAY = "Type a number. Enter leaves it as it is, a minus sign (-) takes away what was added."
NOTHING_BESIDE = "Nothing goes with it any more."
NO_ANSWERS = "There are none yet."
NO_CHANGE = "Nothing was changed."
NOTHING_TO_CHANGE = "There is nothing to change yet."
NOTE = "Write the note. Enter leaves it as it is, a minus sign (-) takes it away."
NOTED = "Noted."
NOTE_GONE = "The note is taken away."

SEVERAL = "Those were several lines, so nothing was answered. One line is wanted here."
DROPPED = "What was typed before this was asked does not count."

GOING_ON_UNSAVED = "From here on nothing is kept. What was kept before stays as it is."

WAITING_CHOICES = {
    "yes": "yes, go on with it",
    "no": "no, begin anew; the earlier answers stay where they are",
    "forget": "delete the earlier answers, and begin anew",
}
FORGOTTEN = "What was kept of it is deleted."
FORGETTING = "None of these answers is stored, and none will be."
WAITS = "Your answers are saved on this computer. The next start offers to go on with them."
KEEP = "None of these answers is stored. To store them, type keep; to leave, type quit."
LEFT_UNKEPT = "Nothing was kept."

MOVED = "From here on the present questions are asked."

GO_ON = "Type “go on” when the person wants to go on, or quit."
LEFT_OPEN = "Left open."
OPEN_FIELD = "left open"
SKIP = "An empty line leaves it open."
SKIP_DAY = "Write a day, or how long from now, such as in 6 weeks. An empty line leaves it open."
READ_BACK = "Type confirm when the answers hold. Or: change 2, note 2, back, quit."
READ_BACK_MEANING = """\
confirm: the answers hold; show the recommendation.
change 2: answer question 2 again.
note 2: write a note to answer 2.
back: take back the last answer, and ask it again.
answers: read the answers again."""
CLOSING = "Type a number to change a line, summary FILE.html to write it all down for the person, or done."
WITH_NOTES = "with notes"
NOTES_IN = f"To take the notes in, put “{WITH_NOTES}” after the name of the file."
CLOSING_MORE = "To add one more thing to the recommendation, or to take it away, type more."
CLOSING_UNSAVED = "This interview is not kept. To try that once more, type keep."
UNKEPT = "Nothing of this is kept."
NONE_UNFINISHED = "There is no unfinished interview."
OWN = "This is no interview but somebody's own answers: guide --plain continues them if unfinished."
ENDED_PRIVATELY = "This interview was a private matter. Nothing of it is stored."


def which(word: str, count: int) -> str:
    """Return a request for the number that is missing behind a command word."""
    return f"Say which: {word} 1 to {word} {count}."


def no_answer(typed: str, count: int, suggestion: str = "") -> str:
    """Return a sentence that the typed text is none of the ``count`` answers; empty input is not quoted."""
    said = f"“{typed}” is not among the answers. " if typed else ""
    meant = f"{suggestion} " if suggestion else ""
    return f"{said}{meant}Type a number from 1 to {count}, or help."


def no_word(typed: str, suggestion: str) -> str:
    """Return a sentence that a word is no command here; empty input is not quoted."""
    said = f"“{typed}” means nothing here. " if typed else ""
    return f"{said}{suggestion or 'help lists what can be typed.'}"


def no_trial(count: int) -> str:
    """Return a request for a number of the ``count`` other answers that can be tried."""
    return f"Say which: try 1 to try {count}." if count else "There is no other answer to try."


def no_choice(count: int) -> str:
    """Return a request for a number from 1 to ``count``, where nothing else is understood."""
    return f"Type a number from 1 to {count}."


def note_so_far(note: str) -> str:
    """Return a line with the present text of a note, which must not be empty."""
    return f"The note so far: {note}"


def waiting_hint(day: str) -> str:
    """Return an offer to resume the unfinished walk that was left on this day."""
    return f"Go on with the answers of {day}?"


def kept_as(name: str, path: object) -> str:
    """Return a sentence with the id and the file under which something is saved."""
    return f"Kept in {path}, under {name}."


def resume_hint(name: str, options: str) -> str:
    """Return the command that resumes an interview; ``options`` begin with a space."""
    return f"Kept. To go on: guide interview --resume {name}{options}"


def other_hint(name: str, options: str) -> str:
    """Return the command that resumes another unfinished interview; ``options`` begin with a space."""
    return f"To go on with that one instead: quit, then guide interview --resume {name}{options}"


def no_interview(beginning: str) -> str:
    """Return a sentence that no interview has an id with this beginning."""
    return f"There is no interview whose id begins with “{beginning}”."


def several(beginning: str) -> str:
    """Return a sentence that several ids have this beginning, to stand above their list."""
    return f"Several ids begin with “{beginning}”. Write more of it:"


def summary_written(path: object) -> str:
    """Return a sentence on where the summary was written."""
    return f"The summary is in {path}."


def report_written(name: str) -> str:
    """Return the command by which a summary can be written later."""
    return f"For a summary later: guide records report {name} FILE.html"
