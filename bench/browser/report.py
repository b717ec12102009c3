"""The measurements of the bench as a page of ratios."""

import statistics

from bench.browser.ways import WAYS

HEAD = """# How fast the live chart is

Made by `make bench-browser`; do not edit. Four ways to draw 4 lines of 500 points from one
slider, in one JupyterLab and one Chromium ({version}), one after the other, {rounds} round(s) of
{steps} key steps. Milliseconds belong to one machine on one day: compare the ratios to the floor,
which is a bare SVG whose sums JavaScript does. Between rounds the chart's median step differed
by {noise:.0%}.
"""
LIMITS = """
## What it must reach

| | this chart | the floor | must be |
|---|---|---|---|
| step to paint, median, ms | {p50:.1f} | {floor_p50:.1f} | {ratio_p50:.2f} ×, at most 1.5 |
| step to paint, 95th of 100, ms | {p95:.1f} | {floor_p95:.1f} | {ratio_p95:.2f} ×, at most 2 |
| redraws a second in a drag | {plain} | at least 50, or the floor's less 5 % |
| the same with {delay} ms of latency each way | {late} | the same |
| the same with the kernel in `time.sleep` | {busy} | the same |
| the same with a kernel that says nothing | {silent} | the same |
| last picture after the last event, ms | {lag:.0f} | {floor_lag:.0f} | two screen frames: 33 |
| five charts after Run All, against five FigureWidgets | {open:.2f} | | at most 0.33 |
| and until the last of them has moved | {touched:.2f} | | at most 0.33 |
| websocket for five charts, MB (plotly's script included) | {bytes:.1f} | | at most 5 |
| saved notebook, kB | {saved:.0f} | | at most 200 |
"""
PLAYS = """## A picture that plays

A synapse of sixty molecules beside its chart, in one lab.

| | measured | must be |
|---|---|---|
| frames a second while it plays | {alone:.0f} | at least 50 |
| the same while the slider moves in each frame | {dragged:.0f} | at least 50 |
| script while it plays, ms a second | {playing:.0f} | |
| the same when it is paused | {paused:.1f} | nothing of ours: frames asked for {paused_asked:.0f} |
| the same when it is out of sight | {away:.1f} | frames asked for {away_asked:.0f} |
"""
HOW = """
## How it is measured

- **Step to paint**: from the key event's time stamp to the first screen frame that shows another
  picture, found by a MutationObserver, one animation frame and one message after it.
- **Drag**: three seconds of mouse events, 60 a second, each to another place, sent over Chromium's
  debugging port without waiting for the page, as a hand does. (Playwright's own mouse waits for
  each event, so a slow page gets fewer of them: it then measures itself.) Chromium hands a page at
  most one event for each screen frame. A redraw is a screen frame with another picture than the
  one before. The lag is from the last event to the last picture.
- **Latency**: every byte through a loopback proxy that holds it for {delay} ms, both ways.
- **The kernel in `time.sleep`**: JupyterLab's subshells answer widgets even then, so that ways
  which ask the kernel for each picture may go on too. **A kernel that says nothing**: the proxy
  holds back every byte; only a page that has its pictures can go on.
- **Opening**: from the click on Run All until all five charts are drawn, then a key on the last of
  them and the time until its new picture. All five stay on the page (`windowingMode: none`);
  JupyterLab as a learner has it draws only those in sight.
- FigureWidget now and then comes up with an empty chart; it is opened again.
"""


def percentile(values, share):
    """A percentile of the values that came, or None."""
    came = sorted(value for value in values if value is not None)
    return came[min(len(came) - 1, int(share * len(came)))] if came else None


def gathered(rounds, way, scenario, what):
    """One number over all rounds: percentiles over all steps, else the median of rounds."""
    found = [each[way][scenario] for each in rounds]
    if what in ("p50", "p95"):
        steps = [step for one in found for step in one["steps"]]
        return percentile(steps, 0.5 if what == "p50" else 0.95)
    return statistics.median(one[what] for one in found)


def table(rounds, scenario, columns):
    """A table: one row for each way, each number beside its ratio to the floor."""
    lines = [
        "| | " + " | ".join(head for head, _, _ in columns) + " |",
        "|---|" + "---|" * len(columns),
    ]
    for way in WAYS:
        cells = []
        for _, what, scale in columns:
            mine, floor = (gathered(rounds, w, scenario, what) for w in (way, "floor"))
            if mine is None:
                cells.append("–")
                continue
            ratio = f" ({mine / floor:.1f} ×)" if floor else ""
            cells.append(f"{mine / scale:.{1 if scale > 1 else 0}f}{ratio}")
        lines.append(f"| {WAYS[way]['title']} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def text(rounds, steps, version, plays, delay=150):
    """The whole page.

    Parameters
    ----------
    rounds : list of dict
        For each round, for each way, for each scenario, what was measured.
    steps : int
    version : str
        Of Chromium.
    plays : dict of str to float
        What a picture that plays costs.
    delay : int
        Milliseconds, each way.
    """

    def take(way, scenario, what):
        return gathered(rounds, way, scenario, what)

    def steps_of(way, before):
        return {before + what: take(way, "plain", what) for what in ("p50", "p95")}

    medians = [percentile(each["kit"]["plain"]["steps"], 0.5) for each in rounds]
    moving = [
        ("step to paint, p50 ms", "p50", 1),
        ("p95 ms", "p95", 1),
        ("redraws a second", "redraws", 1),
        ("lag after a drag, ms", "lag", 1),
    ]
    size = [
        ("five charts on the page, ms", "open_ms", 1),
        ("and the last one moved, ms", "touched", 1),
        ("websocket, MB", "bytes", 1e6),
        ("saved notebook, kB", "saved", 1e3),
        ("JavaScript heap, MB", "heap", 1e6),
    ]
    for each in rounds:
        for way in each.values():
            for scenario in way.values():
                if "open" in scenario:
                    scenario["open_ms"] = 1000 * scenario["open"]
                    scenario["touched"] = scenario["open_ms"] + (scenario["touch"] or 3000)
    noise = max(medians) / min(medians) - 1
    parts = [HEAD.format(version=version, rounds=len(rounds), steps=steps, noise=noise)]
    parts += [
        LIMITS.format(
            delay=delay,
            **steps_of("kit", ""),
            **steps_of("floor", "floor_"),
            ratio_p50=take("kit", "plain", "p50") / take("floor", "plain", "p50"),
            ratio_p95=take("kit", "plain", "p95") / take("floor", "plain", "p95"),
            lag=take("kit", "plain", "lag"),
            floor_lag=take("floor", "plain", "lag"),
            **{
                name: " | ".join(f"{take(way, name, 'redraws'):.0f}" for way in ("kit", "floor"))
                for name in ("plain", "late", "busy", "silent")
            },
            open=take("kit", "plain", "open") / take("figure", "plain", "open"),
            touched=take("kit", "plain", "touched") / take("figure", "plain", "touched"),
            bytes=take("kit", "plain", "bytes") / 1e6,
            saved=take("kit", "plain", "saved") / 1e3,
        )
    ]
    for title, columns in (("A step and a drag", moving), ("Opening five charts", size)):
        parts.append(f"## {title}\n\n{table(rounds, 'plain', columns)}\n")
    parts.append(PLAYS.format(**plays))
    return "\n".join(parts) + HOW.format(delay=delay)
