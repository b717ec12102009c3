"""What every public function of the science keeps: arrays, types, refusals, words, size."""

import doctest
import importlib
import inspect
import re
import subprocess
import sys

import numpy as np
import pytest

from tests.files import ROOT, read

FILES = (ROOT / "kit/science").glob("*.py")
MODULES = sorted(path.stem for path in FILES if path.stem != "__init__")
HELPERS = ["checks", "exponentials"]  # for the models, not for lessons
LESSONS = [name for name in MODULES if name not in HELPERS]

SAMPLE = read("tests/science/samples.toml")
FITTING = SAMPLE.pop("_")  # by function
LISTS, ANY_SIGN, ENDLESS = (SAMPLE.pop(name) for name in ("_lists", "_any_sign", "_endless"))
WORDS = {"scaled": ["km", "vmax"]}


def public(module):
    """The functions that a module defines for others."""
    module = importlib.import_module(f"kit.science.{module}")
    return [
        function
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and not name.startswith("_")
    ]


EVERY = [function for module in LESSONS for function in public(module)]
SEEDED = {"luck"}  # takes a seed, and gives many numbers
MADE_UP = [*public("compounds"), *public("conclusions")]  # take words: see test_compounds.py
PLAIN = [f for f in EVERY if f.__name__ not in SEEDED and f not in MADE_UP]


def names(value):
    return getattr(value, "__name__", str(value))


def numeric(function):
    """Names of the arguments that are numbers."""
    return [name for name in inspect.signature(function).parameters if name not in WORDS]


def arguments(function):
    """A possible call, by name."""
    own = FITTING.get(function.__name__, {})
    return {
        name: WORDS[name][0] if name in WORDS else own[name] if name in own else SAMPLE[name]
        for name in inspect.signature(function).parameters
    }


def parts(result):
    return tuple(result) if isinstance(result, tuple) else (result,)


def arrays(function):
    """The same call with arrays of shapes (3, 1), (4,) and () in turn, where that is possible."""
    call, shapes = arguments(function), [(3, 1), (4,), ()]
    shift = np.random.default_rng(7)
    for place, (name, value) in enumerate(call.items()):
        if name in WORDS or name in LISTS.get(function.__name__, ()):
            continue
        shape = shapes[place % 3]
        call[name] = np.asarray(value) * (1 - 0.1 * shift.random(shape))
    return call


@pytest.mark.parametrize("function", PLAIN, ids=names)
def test_numbers_give_numbers(function):
    for part in parts(function(**arguments(function))):
        assert type(part) is np.float64
        assert np.isfinite(part)


@pytest.mark.parametrize("function", PLAIN, ids=names)
def test_arrays_give_what_a_loop_gives(function):
    call = arrays(function)
    loose = {k: v for k, v in call.items() if isinstance(v, np.ndarray)}
    fixed = {k: v for k, v in call.items() if k not in loose}
    if not loose:
        return
    shape = np.broadcast_shapes(*(value.shape for value in loose.values()))
    spread = {k: np.broadcast_to(v, shape) for k, v in loose.items()}
    found = parts(function(**call))
    for place in np.ndindex(shape):
        alone = parts(function(**fixed, **{k: v[place] for k, v in spread.items()}))
        for part, one in zip(found, alone, strict=True):
            value = np.broadcast_to(part, shape)[place]
            assert value == pytest.approx(one, rel=1e-12, abs=1e-300)
    for part in found:
        assert part.dtype == np.float64


@pytest.mark.parametrize("function", PLAIN, ids=names)
def test_input_is_never_changed(function):
    call = {k: v if k in WORDS else np.array(v, float) for k, v in arrays(function).items()}
    kept = {k: v if k in WORDS else v.copy() for k, v in call.items()}
    for value in call.values():
        if isinstance(value, np.ndarray):
            value.flags.writeable = False
    result = parts(function(**call))
    for name, value in call.items():
        np.testing.assert_array_equal(value, kept[name])
        if isinstance(value, np.ndarray):
            assert not any(np.shares_memory(value, part) for part in result)


@pytest.mark.parametrize("function", PLAIN, ids=names)
def test_unknown_input_gives_unknown_output(function):
    usual = parts(function(**arguments(function)))
    for name in numeric(function):
        call = arguments(function)
        value = np.asarray(call[name], float)
        call[name] = np.nan if value.ndim == 0 else [*value[:-1], np.nan]
        result = parts(function(**call))
        assert any(np.isnan(part) for part in result), name
        # A part that is still a number must be one that does not depend on this argument.
        assert all(np.isnan(a) or a == b for a, b in zip(result, usual, strict=True)), name


def refused(function, name, wrong, text):
    """It is refused in one sentence with argument, value, range and unit."""
    unit = r"\((unit: .+|a[^)]* without unit[^)]*)\)"
    with pytest.raises(ValueError, match=rf"^{name} is {text}, but must be .*{unit}\.$"):
        function(**{**arguments(function), name: wrong})


@pytest.mark.parametrize("function", PLAIN, ids=names)
def test_impossible_input_is_refused_with_a_sentence(function):
    source = inspect.getsource(function)
    for name in numeric(function):
        good = arguments(function)[name]
        if name not in ANY_SIGN.get(function.__name__, ()):
            refused(function, name, [*np.atleast_1d(good), -3.25], "-3.25")
            if np.ndim(good) == 0:
                refused(function, name, -3.25, "-3.25")
        if f'fraction("{name}"' in source:
            refused(function, name, 80 if np.ndim(good) == 0 else [0.4, 80], "80")
        if re.search(
            rf'positive\(\s*"{name}"|apparent_{name}\(|fraction\("{name}", \w+, above', source
        ):
            refused(function, name, 0, "0")


@pytest.mark.parametrize("function", PLAIN, ids=names)
def test_endless_input_is_refused_or_meant(function):
    for name in numeric(function):
        good = arguments(function)[name]
        wrong = np.inf if np.ndim(good) == 0 else [*good, np.inf]
        if name in ENDLESS.get(function.__name__, ()):
            result = parts(function(**{**arguments(function), name: wrong}))
            assert not any(np.isnan(part) for part in result)
        else:
            refused(function, name, wrong, "inf")


@pytest.mark.parametrize("function", PLAIN, ids=names)
def test_what_is_no_number_is_refused(function):
    for name in numeric(function):  # words, ragged rows, complex numbers: test_checks.py
        with pytest.raises(ValueError, match=rf"^{name} is .*, but must be a number"):
            function(**{**arguments(function), name: "twenty"})


@pytest.mark.parametrize(
    "function", [f for f in PLAIN if set(WORDS) & set(arguments(f))], ids=names
)
def test_other_words_are_refused(function):
    for name in set(WORDS) & set(arguments(function)):
        with pytest.raises(
            ValueError, match=rf"^{name} is 'best', but must be \"{WORDS[name][0]}\""
        ):
            function(**{**arguments(function), name: "best"})


@pytest.mark.parametrize("function", EVERY, ids=names)
def test_words_of_a_function(function):
    text = inspect.getdoc(function)
    first, *sections = text.split("\n\n")
    assert first.endswith(".") and first.count("\n") == 0
    headings = re.findall(r"^(.+)\n-{3,}$", text, re.M)
    assert [heading for heading in headings if heading != "Returns"] == ["Parameters", "References"]
    assert ">>> " in sections[0]
    described = re.search(r"Parameters\n-+\n(.*?)\n\n\S", text, flags=re.S).group(1)
    described = re.findall(r"^(\w[\w, ]*) : (?=\S)", described, flags=re.M)
    described = [name for line in described for name in line.split(", ")]
    assert described == [*dict.fromkeys(described)]
    assert set(described) == set(inspect.signature(function).parameters)


@pytest.mark.parametrize("module", LESSONS)
def test_examples_give_what_they_say(module):
    with np.printoptions(legacy="1.25"):  # 0.8, where a notebook prints np.float64(0.8)
        found = doctest.testmod(
            importlib.import_module(f"kit.science.{module}"), optionflags=doctest.REPORT_NDIFF
        )
    assert found.attempted >= len(public(module)) and not found.failed


def test_modules_load_when_named():
    code = (
        "import sys, kit.science as s; assert 'numpy' not in sys.modules; s.occupancy.odds(0.5); "
        "assert 'scipy' not in sys.modules; s.transmission; assert 'scipy.special' in sys.modules;"
        "assert set(s.__all__) <= set(dir(s)); "
        "assert not {'pandas', 'scipy.integrate', 'scipy.optimize'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
    science = importlib.import_module("kit.science")
    assert sorted(science.__all__) == LESSONS
    assert set(LESSONS) <= set(dir(science))
    assert all(getattr(science, name).__name__ == f"kit.science.{name}" for name in LESSONS)
    assert science.__getattr__("occupancy").odds(0.5) == 1
    with pytest.raises(AttributeError, match="has no attribute 'alchemy'"):
        science.alchemy  # noqa: B018
