"""Examples of every command, for its help and the manual. The tests parse each, and run many."""

from collections.abc import Mapping
from typing import TypeAlias

Examples: TypeAlias = tuple[tuple[str, str], ...]
"""What it does, and the line to type."""

EXAMPLES: Mapping[str, Examples] = {
    "guide": (
        ("Answer the questions in the app", "guide"),
        ("Begin with the first question, about somebody else", "guide --for someone"),
        ("Answer line by line, and write a report", "guide --plain --report advice.html"),
    ),
    "guide explain": (
        ("See what is still possible after two answers", "guide explain --answers first=none,who=one"),
        (
            "Keep a whole recommendation as a page",
            "guide explain --answers first=none,who=one,topic=run --as html > advice.html",
        ),
    ),
    "guide compare": (
        ("See all that tells the kinds of support apart", "guide compare"),
        ("See two points alone", "guide compare --only purpose horizon"),
        ("Take the table to a spreadsheet", "guide compare --as csv > kinds.csv"),
    ),
    "guide interview": (
        ("Hold an interview; a code does in place of a name", "guide interview --person K-17"),
        ("Go on with the interview that was left last", "guide interview --resume"),
        (
            "Go on with another one, line by line",
            "guide interview --plain --resume 3f2a",
        ),
    ),
    "guide records": (
        ("See which interviews there are", "guide records list"),
        ("Read one of them", "guide records show 3f2a"),
        ("See which reviews are due", "guide records due"),
    ),
    "guide records list": (
        ("See what changed in the last six weeks", 'guide records list --since "6 weeks"'),
        ("Find a word in a name, goal, note or next step", "guide records list --search presentation"),
        ("See what is not finished, sorted by person", "guide records list --state open --sort person"),
    ),
    "guide records show": (
        ("Read an interview, by the beginning of its id", "guide records show 3f2a"),
        ("Read everything that is held about a person", "guide records show --person K-17"),
    ),
    "guide records person": (
        ("Read everything that is held about a person, entry by entry", "guide records person K-17"),
        ("Give it to them as a page", "guide records person K-17 --as html > held.html"),
    ),
    "guide records report": (
        ("Write a page to hand over", "guide records report 3f2a summary.html"),
        (
            "Write a summary on one page, with its answers",
            "guide records report 3f2a a.html --with meeting,goal,answers",
        ),
        ("See a summary as the text of a mail", "guide records report 3f2a --as mail"),
    ),
    "guide records summary": (
        ("See the figures", "guide records summary"),
        ("Take those of this year to a spreadsheet", "guide records summary --since 2026-01-01 --as csv"),
    ),
    "guide records due": (
        ("See the reviews that are due today", "guide records due"),
        (
            "See those of the next month for one person",
            'guide records due --until "in 4 weeks" --owner Grace',
        ),
        ("Take all of them to your calendar", "guide records due --ics reviews.ics"),
    ),
    "guide records recheck": (
        ("See for whom the present rules recommend something else", "guide records recheck"),
        ("Try out rules of your own on them", "guide records recheck --rules my-guide --all"),
    ),
    "guide records export": (
        ("Copy everything, with nothing lost", "guide records export interviews.json"),
        ("Give somebody what is held about them", "guide records export copy.json --person K-17"),
    ),
    "guide records import": (
        ("Take in what was exported", "guide records import interviews.json"),
        ("See what would be taken of a form", "guide records import form.csv --dry-run"),
        ("Begin an interview for each row of it", "guide records import form.csv --person A"),
    ),
    "guide records backup": (
        ("Copy the whole store", "guide records backup interviews-copy.db"),
        ("Copy another store", "guide records backup copy.db --store team.db"),
    ),
    "guide records restore": (
        ("Make the store from a backup, on a new computer", "guide records restore interviews-copy.db"),
        ("Put a backup in the place of the store", "guide records restore interviews-copy.db --replace"),
    ),
    "guide records encrypt": (
        ("Put the store under a passphrase, or under another one", "guide records encrypt"),
        (
            "Take the passphrase from a password manager",
            'guide records encrypt --passphrase-command "pass show guide"',
        ),
    ),
    "guide records decrypt": (
        ("Take the passphrase off; you are asked first", "guide records decrypt"),
        ("Take it off another store", "guide records decrypt --store team.db"),
    ),
    "guide records delete": (
        ("Delete one interview; you are asked first", "guide records delete 3f2a"),
        ("Delete everything of a person without being asked", "guide records delete --person K-17 --yes"),
        (
            "Delete it, and write a statement for the person",
            "guide records delete --person K-17 --proof deleted.txt",
        ),
    ),
    "guide records purge": (
        ("See what would go, and why", "guide records purge --dry-run"),
        ("Delete what is older than a year", "guide records purge --days 365"),
    ),
    "guide records correct": (
        ("Put a name right", "guide records correct 3f2a --person K-18"),
        ("Put the occasion right", 'guide records correct 3f2a --occasion "yearly talk"'),
    ),
    "guide records change": (
        ("Put the review off", 'guide records change 3f2a --review "in 6 weeks"'),
        ("Give the next step to somebody else", "guide records change 3f2a --owner Grace"),
        (
            "Note that somebody is of another mind",
            'guide records change 3f2a --response agrees --why "It helped."',
        ),
    ),
    "guide records reviewed": (
        (
            "Note what came of it, and that it was the last one",
            'guide records reviewed 3f2a --text "Done." --done',
        ),
        ("Note when the next one is", 'guide records reviewed 3f2a --next "in 6 weeks"'),
    ),
    "guide records verify": (
        ("See whether all is well", "guide records verify"),
        ("Look at a copy, for a program", "guide records verify --store copy.db --json"),
    ),
    "guide records set": (
        ("See the settings", "guide records set"),
        ("Keep interviews for a year", "guide records set retention 365"),
        ("Give figures for whole years", "guide records set period 12"),
    ),
    "guide records move": (
        ("Move an interview to the present rules; you are asked first", "guide records move 3f2a"),
        ("Move it to rules of your own", "guide records move 3f2a --rules my-guide"),
    ),
    "guide decide": (
        ("Make a file to fill in", "guide decide --template form > survey.csv"),
        ("Decide each row of it", "guide decide survey.csv -o decided.csv"),
        ("See how many come to what, by department", "guide decide survey.csv --figures --by department"),
    ),
    "guide settings": (
        ("See where your settings are, and what is set", "guide settings"),
        ("Have light colours", "guide settings theme light"),
    ),
    "guide rules": (
        ("Begin a guide of your own", "guide rules new my-guide"),
        ("Check it", "guide rules check my-guide"),
        ("Check the guide in whose folder you stand", "guide rules check"),
    ),
    "guide rules check": (
        ("Check the guide in whose folder you stand", "guide rules check"),
        ("Check another, and let warnings fail as well", "guide rules check my-guide --strict"),
        ("Show what is wrong in a pull request", "guide rules check my-guide --format github"),
    ),
    "guide rules explain": (
        ("Read what a warning means", "guide rules explain certain"),
        ("Read what an error means", "guide rules explain cycle"),
    ),
    "guide rules test": (
        ("Test the guide in whose folder you stand", "guide rules test"),
        ("Test another", "guide rules test my-guide"),
    ),
    "guide rules record": (
        ("Answer once, and keep that as a test", 'guide rules record --about "A new job."'),
        ("Add a test to another guide", 'guide rules record my-guide --about "A hot day."'),
    ),
    "guide rules draw": (
        ("See the tree", "guide rules draw"),
        ("Print a picture for the wall, from a browser", "guide rules draw --as pages > tree.html"),
        ("See where some answers lead", "guide rules draw --walk first=none,who=one --focus topic"),
    ),
    "guide rules schema": (
        ("See what a file may hold", "guide rules schema tree.yaml"),
        ("Write all schemas for your editor", "guide rules schema --write my-guide/schema"),
    ),
    "guide rules new": (
        ("Begin a guide of your own", "guide rules new my-guide"),
        (
            "Begin with a copy of the guide that comes with the program",
            "guide rules new my-guide --from shipped",
        ),
        ("Begin one in a folder beside this one", "guide rules new ../my-guide"),
    ),
    "guide rules export": (
        ("Decide a table in a database", "guide rules export --to sql --table answers > decide.sql"),
        ("Give the guide to another program", "guide rules export my-guide --to json > guide.json"),
        ("Open it as decision tables", "guide rules export my-guide --to dmn > guide.dmn"),
    ),
    "guide rules diff": (
        ("Compare two guides", "guide rules diff old-guide my-guide"),
        ("Compare another with the one in whose folder you stand", "guide rules diff ../old-guide"),
    ),
    "guide help": (
        ("See all commands", "guide help"),
        ("See the help of a command", "guide help decide"),
        ("See that of a command below it", "guide help rules check"),
    ),
    "guide completion": (
        ("In bash, for this session or in ~/.bashrc", 'eval "$(guide completion bash)"'),
        ("In zsh, for this session or in ~/.zshrc", 'eval "$(guide completion zsh)"'),
        ("In fish, for this session or in config.fish", "guide completion fish | source"),
    ),
    "guide manual": (
        ("Read it", "guide manual > guide.1 && man ./guide.1"),
        ("Have it at “man guide”", "guide manual > ~/.local/share/man/man1/guide.1"),
    ),
}
"""By the words of the command."""
