"""What the plain mode says of itself: its prompts, and what can be typed."""

COMMANDS = "To answer a question, type a number. Or: back, help, why, answers, change 2, note, quit."
MEANING = """\
A number answers the question. Or type one of these words, or the beginning of one.
back: take back the last answer.
repeat: the question and its answers once more.
help: what the question means.
why: why it is asked.
answers: the answers so far, numbered.
change 2: answer question 2 again.
compare: the kinds of help side by side, on the points that your answers are about.
note, and then a text: keep a note with this question. note 2 alone asks for a note to question 2."""
LEAVE = "quit: leave; nothing is kept."
LEAVE_WAITING = """\
forget: delete the answers so far, and save no more of them.
quit: leave; the answers stay on this computer, and the next start offers to go on with them."""
LEAVE_UNSAVED = "quit: leave; nothing is kept from here on."
LEAVE_WITHHELD = "quit: leave; with these answers, nothing of it is kept."
LEAVE_INTERVIEW = "quit: leave; what was said is saved, and the interview can be continued."
COMPARE_ALL = "compare all compares them on every point."
UNDO = "undo: return to your own answers.\nquit: leave; the answers before that stay as they are."

READ_ON = "To read on, type {}."
RESULT_FOR_PERSON = "Read this aloud, or say it in your own words:"
GO_FURTHER = "Or type {}."
ENTER_LEAVES = "Press Enter to leave."
ENTER_GOES_ON = "Press Enter to go on with the interview."
HELP_TELLS = "Type help to hear what each word does."
ONCE_MORE_UNKEPT = "None of this is kept. Press Enter once more to leave, or type keep."
NEXT_WORD = "You are still at the result. Type another word, or help to hear the words."
ONCE_MORE = "To leave, press Enter once more."
ONCE_MORE_GOES_ON = "To go on, press Enter once more."
KEEP_OR_NOT = "None of this is kept, unless you type keep."
ALREADY_KEPT = "It is kept already."
TO_TRY = "To see the result of one of these answers, type try and its number, such as try 1."
TO_TRY_MORE = "Type change all to hear the others too."
TO_CHANGE = "To answer one of them again, type change and its number, such as change 1."
WHICH_TRIAL = "Type try and a number from the list that change gives, such as try 2."
NO_TRIAL = "There is no other answer to try."
TRYING = "Type undo to return to your own answers."
NOTHING_OF_IT = "There is nothing of this to say here."
SAVE_WHERE = "Type save and the name of a new file, such as save result.html."
RESULT_WORDS = {
    "plan": "the whole plan, and what goes with it",
    "why": "the reasons, and who gives them",
    "others": "why the other kinds of help are not recommended",
    "change": "which other answers would change the result; change 2: answer question 2 again",
    "disputes": "where the documents disagree",
    "answers": "the answers, numbered, and the sources",
    "sources": "the sources alone",
    "all": "all of this, one after the other",
    "compare": "the kinds of help side by side, on what the answers are about; compare all: on every point",
    "add": "add one more kind of help, or take away the one that was added",
    "try": "try 2 shows what answer 2 in the list of change would lead to",
    "undo": "return to your own answers",
    "back": "take back the last answer, and ask it again",
    "note": "note 2: keep a note with answer 2",
    "save": "with the name of a new file: write it down there, such as save result.html",
    "keep": "keep this in the records on this computer",
    "again": "begin again with the first question",
    "help": "this list",
    "quit": "leave",
}

TURNED = {
    "they": "From here on, the questions are about somebody else, or about a team.",
    "you": "From here on, the questions are about you.",
}
LAST = "That was the last question."
SAME_RESULT = "The result stays the same."
FOR_SOMEONE = "For somebody else, or for a team, type someone."
VOICE_FIXED = "Whom it is for can be chosen before the first answer only."
CLOSING_RESULT = "To read the result again, type result."

CHANGE_AN_ANSWER = "change 2: answer question 2 again"
WHAT_WOULD_CHANGE = "which other answers would have led elsewhere"
LEAVE_FOR_NOW = "leave; what was said is saved, and the interview can be continued"

FIRST = "This is the first question."
ADD = "Type a number to choose, or press Enter to leave it at that."
ADD_OR_TAKE_AWAY = "Type a number. Enter leaves it as it is, a minus sign (-) takes away what was added."
NOTHING_ADDED = "Nothing was added."
NOTHING_BESIDE = "Nothing goes with it any more."
NO_ANSWERS = "There are no answers yet."
NO_CHANGE = "Nothing was changed."
CHANGE_HOW = "Type a number, or press Enter to change nothing."
NOTHING_TO_CHANGE = "There is nothing to change yet."
NOTE = "Write the note. Enter leaves it as it is, a minus sign (-) takes it away."
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

GO_ON = "If the person agrees, type yes. If not, type no, and nothing is kept. To leave for now, type quit."
GO_ON_MEANING = """\
The text above is for the person: read it out, or say it in your own words.
yes, or go on: ask the first question.
no: end here, and keep nothing.
quit: leave; the interview can be continued."""
GO_ON_WORDS = frozenset({"go on", "go", "continue"})
READ_ALOUD = "Read aloud"
LEFT_OPEN = "Left open."
OPEN_FIELD = "left open"
SKIP = "Press Enter to leave it open."
SKIP_DAY = "Write a day, or how long from now, such as in 6 weeks. Press Enter to leave it open."
READ_BACK = "When the answers are right, type confirm. Or: change 2, note 2, back, quit."
READ_BACK_MEANING = """\
confirm: the answers are right; show the recommendation.
change 2: answer question 2 again.
note 2: write a note to answer 2.
back: take back the last answer, and ask it again.
answers: read the answers again."""
SAID = "What was said and agreed:"
CLOSING = (
    "Type a number to change a line, or done. To write it all down for the person, type summary and the name "
    "of a new file, such as summary talk.html."
)
WITH_NOTES = "with notes"
NOTES_IN = f"To take the notes in, put “{WITH_NOTES}” after the name of the file."
CLOSING_MORE = "To add one more thing to the recommendation, or to take it away, type more."
CLOSING_UNSAVED = "This interview is not kept. To try that once more, type keep."
UNKEPT = "None of this is kept."
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


def no_word(typed: str, suggestion: str, leaving: str) -> str:
    """Return a sentence that a word is no command at the result; empty input is not quoted.

    Where no similar word is suggested, it says how to leave, as ``leaving`` does.
    """
    said = f"“{typed}” means nothing here: this is the result. " if typed else ""
    return f"{said}{suggestion or f'{leaving} {HELP_TELLS}'}"


def here(number: int, count: int) -> str:
    """Return a reminder of the question that is open, after something else was said."""
    return f"Question {number} is open: type a number from 1 to {count}, or repeat to hear it again."


def noted(number: int) -> str:
    """Return a sentence that a note was kept with the question of this number."""
    return f"Noted, with question {number}."


def taken_back(answer: str) -> str:
    """Return a sentence that this answer was taken back."""
    return f"Taken back: “{answer}”."


def answer_so_far(answer: str) -> str:
    """Return a line with the answer that is about to be changed."""
    return f"The answer so far: “{answer}”."


def not_offered(typed: str) -> str:
    """Return a sentence that the typed text is none of the choices; it must not be empty."""
    return f"“{typed}” is not among the answers."


def note_here(note: str) -> str:
    """Return a line with the note to the question that is open, which must not be empty."""
    return f"   Note to the question that is open: {note}"


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
