"""The kit on the command line: `python -m kit`."""

from __future__ import annotations

import argparse
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Any


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : list of str, optional
        By default those of the command line.

    Returns
    -------
    int
        0 if it worked.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(
                errors="replace"
            )  # a terminal without a character shows a substitute
    parser = argparse.ArgumentParser(
        prog="python -m kit", description="The teaching kit, for teachers."
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for add in COMMANDS:
        add(commands)
    words = sys.argv[1:] if arguments is None else arguments
    files = [f"./{one}" if one.startswith("-") and Path(one).exists() else one for one in words]
    given = parser.parse_args(files)
    if "run" not in given:
        parser.print_help()
        return 0
    return int(given.run(given))


def class_command(commands: Any) -> None:
    """Add `class`: a class view from learners' files."""
    about = "merge the answer files of a class, and its votes: what to talk about; nobody is named"
    parser = commands.add_parser("class", help=about, description=about)
    parser.add_argument(
        "files", nargs="*", metavar="FILES", help="answer files, or folders and zips of them"
    )
    parser.add_argument(
        "--votes", nargs="+", default=[], metavar="FILE", help="files of votes in the room"
    )
    parser.add_argument(
        "--lesson",
        default="",
        help="the lesson just taught; by default the one that most learners answered last",
    )
    parser.add_argument(
        "--to", default="class-view", metavar="FOLDER", help="where the page and the tables go"
    )
    parser.set_defaults(run=_class)


def _class(given: argparse.Namespace) -> int:
    from kit.classroom.class_view import class_view
    from kit.lesson.disk import why

    try:
        view = class_view(given.files, given.votes, given.lesson)
    except ValueError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    files = view.files
    for what, told in (
        ("Left out", files.left_out),
        ("Used in part", files.damaged),
        ("Alike", files.joined),
    ):
        for name, reason in told:
            print(f"{what}: {name}: {reason}.", file=sys.stderr)
    if not view.learners and not view.rounds:
        print("None of these files could be used.", file=sys.stderr)
        return 1
    print(view.words())
    try:
        written = view.save(given.to)
    except OSError as fault:
        print(f"The class view could not be written to {given.to}: {why(fault)}.", file=sys.stderr)
        return 1
    print("Written: " + ", ".join(str(file) for file in written) + ".")
    return 0


def key_command(commands: Any) -> None:
    """Add `key`: what the unknown compound of a seed is."""
    about = "the teacher's key of labs.unknown_compound(seed): what each compound is"
    parser = commands.add_parser("key", help=about, description=about)
    parser.add_argument(
        "--seed",
        nargs="+",
        required=True,
        type=_seeds,
        metavar="SEED",
        help="whole numbers, or a range of them such as 101-130",
    )
    parser.add_argument(
        "--word",
        default="",
        help="the word that the class was given, if any",
    )
    parser.set_defaults(run=_key)


def _seeds(text: str) -> Any:
    first, _, last = text.partition("-")
    if not (first.isdigit() and (last or first).isdigit() and int(first) <= int(last or first)):
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a seed: write a whole number of 0 or more, or a range such as 101-130"
        )
    return range(int(first), int(last or first) + 1)


def _key(given: Any) -> Any:
    from kit.labs.bench.unknown_compound import key

    for seeds in given.seed:
        for seed in seeds:
            print(key(seed, given.word))
    return 0


def vote_command(commands: Any) -> None:
    """Add `vote`: a room in which phones vote."""
    about = "open a room in which phones vote: the teacher's page, the projector, the lessons"
    parser = commands.add_parser("vote", help=about, description=about)
    parser.add_argument("--votes", default="class-votes.jsonl", metavar="FILE", help="their file")
    parser.add_argument("--site", metavar="FOLDER", help="the lessons as web pages: build/site")
    parser.add_argument("--port", type=int, default=8400, help="8400 by default")
    parser.add_argument("--address", help="the address for phones, if the printed one is wrong")
    parser.add_argument(
        "--here", action="store_true", help="accept connections from this computer only, to try it"
    )
    parser.set_defaults(run=_vote)


def _vote(given: Any) -> Any:
    import asyncio
    from pathlib import Path

    from kit.classroom.serve import serve
    from kit.lesson.disk import why
    from kit.lesson.record import NotSaved

    async def room() -> None:
        host = "127.0.0.1" if given.here else ""
        site = Path(given.site) if given.site else None
        votes = Path(given.votes)
        hall, _ = await serve(votes, site, host, given.port, given.address)
        print(f"Phones:   {hall.address}   room {hall.code}")
        teacher = f"http://127.0.0.1:{hall.port}/teacher#{hall.secret}"
        print(f"Teacher:  {teacher}   (keep this address to yourself)")
        print(f"Votes:    {votes.absolute()}   End with Ctrl+C.", flush=True)
        await asyncio.Event().wait()

    try:
        asyncio.run(room())
    except KeyboardInterrupt:
        pass
    except (OSError, NotSaved) as fault:
        cause = fault if isinstance(fault, OSError) else fault.__cause__
        reason = why(cause) if isinstance(cause, OSError) else fault
        print(f"The room could not be opened on port {given.port}: {reason}.", file=sys.stderr)
        return 1
    return 0


COMMANDS = (
    class_command,
    key_command,
    vote_command,
)  # each adds itself to the parser; put the next one here

if __name__ == "__main__":
    sys.exit(main())
