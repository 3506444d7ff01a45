"""``guide interview``: an interview that is kept as it goes, and gone on with where it was left."""

import gc
import shlex
import sys
from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from guide.cli.arguments import add_rules_option, voice_of
from guide.cli.commands import DONE, INPUT_AT_FAULT, INTERRUPTED
from guide.cli.parser import CommandParser
from guide.cli.resumed_interview import LAST, NothingToResumeError, find_interview, open_checked
from guide.cli.unlock import add_passphrase_command, unlock_store
from guide.common.dates import today
from guide.common.new_file import FileWriteError, typed_path
from guide.common.paths import settings_path, store_path
from guide.common.terminal import can_draw, interrupt_on_signals
from guide.common.text import escape_control_chars
from guide.console import InputEndedError
from guide.console import texts as words
from guide.console.interview_talk import InterviewTalk
from guide.console.line_io import Talk
from guide.console.resume_prompts import resume_or_ask
from guide.console.save_retry import UnsavedError, retry_until_saved
from guide.engine.recommendation import recommend
from guide.interviews.events import InterviewStarted
from guide.presenters.earlier_text import earlier_text
from guide.presenters.interview_facts import meeting_facts
from guide.presenters.interview_prompts import (
    INTERVIEWER,
    NOTES_OUT,
    OCCASION,
    PERSON,
    SHOWN,
    WITHHELD,
    interview_heading,
    leftover_text,
    private_end_text,
    resume_text,
)
from guide.reports.file import write_report
from guide.ruleset.folder import LoadedGuide, load_folder, shipped_rules
from guide.sessions.earlier_interviews import find_earlier
from guide.sessions.session import Session
from guide.sessions.start import begin_session, begin_unsaved, save_rules
from guide.storage import Store, StoreError, open_store
from guide.storage.database_file import file_warnings
from guide.storage.rule_texts import load_rules


def run(arguments: list[str]) -> int:
    """Run ``guide interview`` with these arguments, in the app or line by line; return the exit code."""
    args = make_parser().parse_args(arguments)
    ruleset = load_folder(args.rules)
    try:
        unlock_store(store_path(args.store), args.passphrase_command)
    except StoreError as error:
        print(escape_control_chars(str(error)), file=sys.stderr)
        return INPUT_AT_FAULT
    if can_draw() and not args.plain:
        return _app(args, ruleset)
    gc.enable()
    interrupt_on_signals()
    return _PlainInterview(args, ruleset).run()


def _app(args: Namespace, ruleset: LoadedGuide) -> int:
    from guide.tui.app import GuideApp
    from guide.tui.screens.interview.flow import open_interview
    from guide.tui.screens.interview.leaving import print_leaving_text

    voice = voice_of(args)
    path = store_path(args.store)
    if args.resume is None:
        names = (args.person or "", args.interviewer or "", args.occasion or "")

        def on_start(app: GuideApp) -> None:
            open_interview(app, voice, names)
    else:
        try:
            store, row = find_interview(path, args.resume)
            store.close()
        except (NothingToResumeError, StoreError) as error:
            print(escape_control_chars(str(error)), file=sys.stderr)
            return INPUT_AT_FAULT

        def on_start(app: GuideApp) -> None:
            app.resume(row.id)

    app = GuideApp(ruleset, voice, store_path=path, settings=settings_path(), on_start=on_start)
    app.run()
    print_leaving_text(app)
    if app.failure is not None:
        raise app.failure
    return app.return_code or DONE


class _PlainInterview:
    """One interview, line by line."""

    def __init__(self, args: Namespace, ruleset: LoadedGuide) -> None:
        self._args = args
        self._ruleset = ruleset
        self._path = store_path(args.store)
        self._talk = Talk(sys.stdin, sys.stdout)
        self._session: Session | None = None

    def run(self) -> int:
        with self._talk:
            return self._run()

    def _run(self) -> int:
        try:
            self._session = self._begin() if self._args.resume is None else self._resume()
            InterviewTalk(self._talk, self._session, self._keep, _summary).run()
        except InputEndedError as ended:
            self._say_where()
            return DONE if ended.by_choice or sys.stdin.isatty() else INPUT_AT_FAULT
        except KeyboardInterrupt:
            # The window may be gone.
            with suppress(OSError):
                self._say_where()
            return INTERRUPTED
        except (NothingToResumeError, StoreError) as error:
            print(escape_control_chars(str(error)), file=sys.stderr)
            return INPUT_AT_FAULT
        finally:
            if self._session is not None:
                self._session.leave()
        return DONE

    def _begin(self) -> Session:
        try:
            store = retry_until_saved(self._talk, lambda: open_checked(self._path))
            self._warn(store)
        except UnsavedError:
            store = None
        args = self._args
        person = self._ask_unless_given(PERSON, args.person)
        if store is not None:
            self._say_earlier(store, person)
        opened = InterviewStarted(
            "",
            voice_of(args),
            person,
            self._ask_unless_given(INTERVIEWER, args.interviewer),
            self._ask_unless_given(OCCASION, args.occasion),
        )
        self._talk.say(f"{interview_heading(opened)}.")
        try:
            if store is not None:
                return retry_until_saved(self._talk, lambda: begin_session(self._ruleset, store, opened))
        except UnsavedError:
            pass
        return begin_unsaved(self._ruleset.guide, opened)

    def _say_earlier(self, store: Store, person: str) -> None:
        """Say which interviews the person has already. One that is open can be gone on with instead."""
        if not (earlier := find_earlier(store, person)):
            return
        days = [(interview.is_open, interview.day) for interview in earlier]
        self._talk.say(earlier_text(earlier[0].person, days, today()))
        if left := next((interview.id for interview in earlier if interview.is_open), ""):
            self._talk.say(words.other_hint(left[:SHOWN], self._options()))

    def _ask_unless_given(self, label: str, name: str | None) -> str:
        if name is not None:
            # What the command line could not decode cannot be kept either.
            return " ".join(name.encode(errors="replace").decode().split())
        self._talk.say(f"{label}. {words.SKIP}")
        return self._talk.word()

    def _resume(self) -> Session:
        store, row = find_interview(self._path, self._args.resume)
        session = resume_or_ask(self._talk, store, row.id, self._ruleset)
        if session.own:
            raise NothingToResumeError(words.OWN)
        self._warn(store)
        self._talk.say(resume_text(session.interview.opened, row.day, today()))
        return session

    def _warn(self, store: Store) -> None:
        """Whoever holds an interview is told if everybody can read it, or it is on a network drive."""
        for warning in file_warnings(store.path):
            self._talk.say(warning)

    def _keep(self, session: Session) -> None:
        store = open_store(self._path)
        earlier = session.guide is not self._ruleset.guide
        if earlier:
            load_rules(store, session.interview.rules)
        session.attach_store(store, session.interview.rules if earlier else save_rules(store, self._ruleset))

    def _say_where(self) -> None:
        session = self._session
        if session is None:
            self._talk.say("", words.UNKEPT)
            return
        if session.private:
            self._talk.say("", private_end_text(session.counted, session.detached_id))
        elif session.detached_id:
            self._talk.say("", leftover_text(session.detached_id))
        elif session.kept:
            self._talk.say("", words.resume_hint(session.name[:SHOWN], self._options()))
        else:
            self._talk.say("", WITHHELD if session.withheld else words.UNKEPT)

    def _options(self) -> str:
        """Those without which the interview would not be found, or be held against other rules."""
        options = {
            "--store": self._args.store,
            "--rules": None if self._args.rules == shipped_rules() else self._args.rules,
        }
        return "".join(
            f" {name} {shlex.quote(str(path))}" for name, path in options.items() if path is not None
        )


def _summary(session: Session, name: str, with_notes: bool) -> str:
    interview = session.interview
    try:
        path = write_report(
            typed_path(name),
            recommend(session.walk),
            interview.opened.voice,
            interview.notes,
            meeting_facts(interview, session.day()),
            with_notes,
        )
    except (FileWriteError, StoreError) as error:
        return str(error)
    left_out = bool(interview.notes) and not with_notes
    return " ".join([words.summary_written(path), *([NOTES_OUT, words.NOTES_IN] if left_out else [])])


def make_parser() -> CommandParser:
    """Return the parser of ``guide interview``."""
    parser = CommandParser(
        prog="guide interview",
        description="Hold an interview. Each answer is kept before the next is asked for; it can be left "
        "at any point, and gone on with.",
    )
    add = parser.add_argument
    add("--person", metavar="NAME", help="name or code of the person")
    add("--interviewer", metavar="NAME", help="who asks the questions")
    add("--occasion", metavar="TEXT", help="such as the yearly talk")
    add(
        "--for", dest="voice", choices=("me", "someone"), default="me", help="speak to the person, or of them"
    )
    add(
        "--resume",
        nargs="?",
        const=LAST,
        metavar="ID",
        help="go on with the interview whose id begins like this; without an id, with the one left last",
    )
    add("--plain", action="store_true", help="ask line by line, without drawing")
    add("--store", type=Path, metavar="FILE", help="instead of $GUIDE_STORE or a file in your data folder")
    add_passphrase_command(parser)
    add_rules_option(parser)
    return parser
