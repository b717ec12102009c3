"""The answer files of a class: found in folders and zips, read, and merged by learner."""

import glob
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from kit.lesson import disk, lines
from kit.lesson.first_edition import Event
from kit.lesson.reader import LARGEST, many

ENDINGS = (".jsonl", ".json", ".txt")  # in any case; a browser may add ".txt"
ZIP = b"PK\x03\x04"
TOO_LARGE = f"it is larger than {LARGEST / 2**20:.0f} MB, and no file of answers is"
Told = tuple[str, str]  # the name of a file, and what is said of it
Learner = dict[str, Event]  # events by id


@dataclass
class ClassFiles:
    """The content of a class's files.

    Parameters
    ----------
    learners : list of list of dict
        The events of each learner.
    left_out, damaged, joined : list of tuple of str
        Files that were not used, used in part, or counted together or apart: name and reason.
    """

    learners: list[list[Event]] = field(default_factory=list)
    left_out: list[Told] = field(default_factory=list)
    damaged: list[Told] = field(default_factory=list)
    joined: list[Told] = field(default_factory=list)


def read_class(paths: Iterable[str | Path]) -> ClassFiles:
    """Read all files of a class.

    Parameters
    ----------
    paths : iterable of str or Path
        Files, folders with all that is in them, patterns; zips are opened.
    """
    result, files = ClassFiles(), {}
    for name, data in _contents(_paths(paths), result):
        try:
            events, flaw = _read(data)
        except ValueError as fault:
            result.left_out.append((name, str(fault)))
            continue
        if flaw:
            result.damaged.append((name, flaw))
        while name in files:
            name += " (another)"
        files[name] = {event["id"]: event for event in events}
    result.learners = [list(learner.values()) for learner in _sorted_out(files, result)]
    return result


# Finding and opening


def _paths(paths: Iterable[str | Path]) -> dict[Path, bool]:
    """All files, each once, with True for those named directly; folders are searched."""
    named: dict[Path, bool] = {}
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(path for path in path.rglob("*") if not path.is_dir())
            named = dict.fromkeys((path.absolute() for path in inside), False) | named
        elif not path.exists() and glob.has_magic(str(path)):
            named |= {Path(path).absolute(): True for path in sorted(glob.glob(str(path)))}
        else:
            named[path.absolute()] = True
    return named


def _contents(paths: dict[Path, bool], result: ClassFiles) -> Iterator[tuple[str, bytes]]:
    """The name and bytes of each file that may hold answers."""
    for path, named in paths.items():
        name = lines.printable(path.name)
        try:
            data = _bytes(path)
        except OSError as fault:
            result.left_out.append((name, _why(path, fault)))
            continue
        if data.startswith(ZIP):
            yield from _unzipped(name, data, result)
        elif named or _may_hold(path.name):
            yield name, data
        elif not _is_litter(path.name):
            result.left_out.append((name, "its name is not that of a file of answers"))


def _bytes(path: Path) -> bytes:
    """The bytes of a file, cut off if it is larger than any usable one."""
    disk.refuse_other_things(path)
    with path.open("rb") as file:
        start = file.read(LARGEST + 1)
        return start + file.read(15 * LARGEST) if start.startswith(ZIP) else start


def _why(path: Path, fault: OSError) -> str:
    if path.is_symlink() and not path.exists():
        return "it is a broken link"
    return "there is no such file" if isinstance(fault, FileNotFoundError) else disk.why(fault)


def _unzipped(name: str, data: bytes, result: ClassFiles) -> Iterator[tuple[str, bytes]]:
    """The files inside a zip."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for member in archive.infolist():
                inside = lines.printable(f"{name}/{member.filename}")
                if member.is_dir() or _is_litter(member.filename):
                    continue
                if not _may_hold(member.filename):
                    result.left_out.append((inside, "its name is not that of a file of answers"))
                elif member.file_size > LARGEST:
                    result.left_out.append((inside, TOO_LARGE))
                else:
                    yield inside, archive.read(member)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError) as fault:
        result.left_out.append(
            (name, f"this zip cannot be opened ({lines.printable(str(fault), 80)})")
        )


def _may_hold(name: str) -> bool:
    return name.lower().endswith(ENDINGS) and not _is_litter(name)


def _is_litter(name: str) -> bool:
    """Return True for a file made by an operating system."""
    return Path(name).name.startswith(".") or name.startswith("__MACOSX")


def _read(data: bytes) -> tuple[list[Event], str]:
    """The events of a file, and a description of its flaws."""
    if len(data) > LARGEST:
        raise ValueError(TOO_LARGE)
    events, bad, newer = lines.read_all(data)
    if not events and newer:
        raise ValueError("a newer version of the kit wrote it: update the kit to use it")
    if not events:
        raise ValueError("it holds no answer of this kit that can be read")
    if all(event["kind"] == "start" for event in events):
        raise ValueError("it was begun but holds no answer yet")
    flaws = [f"{many(bad, 'line')} could not be read"] if bad else []
    flaws += [f"{many(newer, 'line')} came from a newer kit"] if newer else []
    return events, " and ".join(flaws)


# Which learner a file belongs to


def _sorted_out(files: dict[str, Learner], result: ClassFiles) -> list[Learner]:
    """One learner for each file, without copies and without answers handed out with a folder."""
    files = _without_copies(files, result)
    held = Counter(key for events in files.values() for key in events)
    handed_out = {key for key, count in held.items() if count > 2}
    alike = [name for name, events in files.items() if handed_out & events.keys()]
    if alike:
        files = {
            name: {key: event for key, event in events.items() if key not in handed_out}
            for name, events in files.items()
        }
        why = f"these files share {many(len(handed_out), 'line')}, as copies of a folder in which "
        why += "somebody had answered: each counts as a learner, without what they share"
        result.joined.append((", ".join(alike), why))
    return _together({name: events for name, events in files.items() if events}, result)


def _without_copies(files: dict[str, Learner], result: ClassFiles) -> dict[str, Learner]:
    """The files, without those wholly contained in another."""
    originals: dict[str, Learner] = {}
    for name, events in sorted(files.items(), key=lambda file: -len(file[1])):
        whole = [other for other, more in originals.items() if events.keys() <= more.keys()]
        if whole:
            result.joined.append((f"{name}, {whole[0]}", "the second holds all of the first"))
        else:
            originals[name] = events
    return {name: events for name, events in files.items() if name in originals}


def _together(files: dict[str, Learner], result: ClassFiles) -> list[Learner]:
    """Merge files that share an answer into one learner."""
    learners: list[tuple[list[str], Learner]] = []
    for name, events in files.items():
        same = [learner for learner in learners if learner[1].keys() & events.keys()]
        names = [other for learner in same for other in learner[0]] + [name]
        merged = {key: event for _, others in same for key, event in others.items()} | events
        learners = [learner for learner in learners if learner not in same] + [(names, merged)]
    for names, _ in learners:
        if len(names) > 1:
            why = "they share answers: counted as one learner"
            result.joined.append((", ".join(names), why))
    return [events for _, events in learners]
