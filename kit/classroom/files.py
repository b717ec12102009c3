"""The answer files of a class: found in folders and zips, read, and merged by learner."""

import glob
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from kit.lesson import disk, lines
from kit.lesson.lines import Event, many
from kit.lesson.record import LARGEST

ENDINGS = (".jsonl", ".json", ".txt")  # in any case; a browser may add ".txt"
ZIP = b"PK\x03\x04"
TOO_LARGE = f"it is larger than {LARGEST >> 20} MB, and no file of answers is"
NOT_ITS_NAME = "its name is not that of a file of answers"
Note = tuple[str, str]  # the name of a file, and what is said of it
Learner = dict[str, Event]  # events by id


@dataclass
class ClassFiles:
    """The content of a class's files."""

    learners: list[list[Event]] = field(default_factory=list)  # the events of each
    left_out: list[Note] = field(default_factory=list)
    damaged: list[Note] = field(default_factory=list)  # used in part
    joined: list[Note] = field(default_factory=list)  # counted together, or apart


def read_class(paths: Iterable[str | Path]) -> ClassFiles:
    """Read all files of a class: files, folders with all that is in them, patterns, and zips."""
    result, files = ClassFiles(), {}
    for name, data in _contents(_paths(paths), result):
        events, unreadable = lines.read_all(data)
        if len(data) > LARGEST:
            result.left_out.append((name, TOO_LARGE))
        elif not events:
            result.left_out.append((name, "it holds no answer that this version can read"))
        elif all(event["kind"] == "start" for event in events):
            result.left_out.append((name, "it was begun but holds no answer yet"))
        else:
            if unreadable:
                result.damaged.append((name, f"{many(unreadable, 'line')} could not be read"))
            while name in files:
                name += " (another)"
            files[name] = {event["id"]: event for event in events}
    result.learners = [list(learner.values()) for learner in _sorted_out(files, result)]
    return result


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
            disk.refuse_other_things(path)
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
                data += file.read(15 * LARGEST) if data.startswith(ZIP) else b""
        except OSError as fault:
            gone = isinstance(fault, FileNotFoundError)
            result.left_out.append((name, "there is no such file" if gone else disk.why(fault)))
            continue
        if data.startswith(ZIP):
            yield from _unzipped(name, data, result)
        elif named or _may_hold(path.name):
            yield name, data
        elif not _is_litter(path.name):
            result.left_out.append((name, NOT_ITS_NAME))


def _unzipped(name: str, data: bytes, result: ClassFiles) -> Iterator[tuple[str, bytes]]:
    """The files inside a zip."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for member in archive.infolist():
                inside = lines.printable(f"{name}/{member.filename}")
                if member.is_dir() or _is_litter(member.filename):
                    continue
                if not _may_hold(member.filename):
                    result.left_out.append((inside, NOT_ITS_NAME))
                elif member.file_size > LARGEST:
                    result.left_out.append((inside, TOO_LARGE))
                else:
                    yield inside, archive.read(member)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError) as fault:
        said = lines.printable(str(fault), 80)
        result.left_out.append((name, f"this zip cannot be opened ({said})"))


def _may_hold(name: str) -> bool:
    return name.lower().endswith(ENDINGS) and not _is_litter(name)


def _is_litter(name: str) -> bool:
    """Return True for a file made by an operating system."""
    return Path(name).name.startswith(".") or name.startswith("__MACOSX")


# Which learner a file belongs to


def _sorted_out(files: dict[str, Learner], result: ClassFiles) -> list[Learner]:
    """One learner for each file, without copies and without answers handed out with a folder."""
    originals: dict[str, Learner] = {}
    for name, events in sorted(files.items(), key=lambda file: -len(file[1])):
        whole = [other for other, more in originals.items() if events.keys() <= more.keys()]
        if whole:
            result.joined.append((f"{name}, {whole[0]}", "the second holds all of the first"))
        else:
            originals[name] = events
    held = Counter(key for events in originals.values() for key in events)
    handed_out = {key for key, count in held.items() if count > 2}
    learners: list[tuple[list[str], Learner]] = []
    alike = []
    for name in filter(originals.__contains__, files):
        own = {key: event for key, event in originals[name].items() if key not in handed_out}
        alike += [name] if len(own) < len(originals[name]) else []
        same = [learner for learner in learners if learner[1].keys() & own.keys()]
        names = [other for learner in same for other in learner[0]] + [name]
        merged = {key: event for _, others in same for key, event in others.items()} | own
        learners = [learner for learner in learners if learner not in same]
        learners += [(names, merged)] if merged else []
    if alike:
        why = f"these files share {many(len(handed_out), 'line')}, as copies of a folder in which "
        why += "somebody had answered: each counts as a learner, without what they share"
        result.joined.append((", ".join(alike), why))
    for names, _ in learners:
        if len(names) > 1:
            result.joined.append((", ".join(names), "they share answers: counted as one learner"))
    return [events for _, events in learners]
