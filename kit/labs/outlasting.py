"""Labs of lesson 4, the second clock: how long a block lasts, against the level in the blood."""

from dataclasses import replace

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Points, Slider, plain
from kit.evidence import parameter
from kit.labs.scans import OCCUPANCY, people
from kit.labs.style import MOR, SERT, Style
from kit.labs.tank import half_life
from kit.science.dosing import rate_of
from kit.science.naltrexone import blocked_hours
from kit.science.occupancy import fading, from_odds, odds
from kit.science.pharmacokinetics import accumulation_ratio

EVERY_H = 24.0
DAILY = Style("#0072B2", "dash", "circle-cross")
STARTS_H = 4.0  # lines begin when the drug has been taken up


def scans(drug, dose, regimen):
    """Scans of one dose of a drug at SERT, first to last: ledger rows."""
    rows = evidence.occupancy(drug, "SERT", regimen)
    rows = rows[(rows["dose_mg"] == dose) & rows["occupancy_percent"].notna()]
    return rows.sort_values("hours_after_dose_low")


def dots(rows, hours):
    """Scans as points of a chart: hours, occupancy, spread, and who measured it."""
    text = [
        f"{row['drug']} {plain(row['dose_mg'])} mg, {row['regimen']}: "
        f"{plain(row['occupancy_percent'])} %, {people(row)}, {evidence.cite(row)}"
        for _, row in rows.iterrows()
    ]
    return Data(
        hours,
        rows["occupancy_percent"].to_numpy(float),
        error=rows["sd_percent"].to_numpy(float),
        text=text,
    )


def course(time, start_h, start, half_life, daily, maximum=1.0):
    """Occupancy in percent, `time` hours after the last dose, from one scan after a first dose.

    Under daily doses the odds add up as levels do.
    """
    ratio = accumulation_ratio(EVERY_H, rate_of(half_life)) if daily else 1.0
    at_scan = from_odds(ratio * odds(start / 100, maximum), maximum)
    return 100 * fading(time - start_h, at_scan, half_life, maximum)


def effect_site():
    """Duloxetine on the serotonin transporter: the half-life that its block follows."""
    rows = {regimen: scans("duloxetine", 60, regimen) for regimen in ("single", "repeated")}
    hours = {key: part["hours_after_dose_low"].to_numpy(float) for key, part in rows.items()}
    points = {key: dots(part, hours[key]) for key, part in rows.items()}
    first_h, first = hours["single"][0], points["single"].y[0]
    maximum = float(parameter("duloxetine-sert-maximum")["value"])
    grid = np.linspace(STARTS_H, 96, 185)
    plasma = half_life("duloxetine")

    def model(time, half_life, key):
        return course(time, first_h, first, half_life, key == "repeated", maximum)

    def draw(half_life):
        lines = {f"{key} line": Data(grid, model(grid, half_life, key)) for key in rows}
        miss = [model(hours[key], half_life, key) - points[key].y for key in rows]
        miss = np.concatenate(miss)[1:]  # not the first scan
        last = model(hours["repeated"][-1], half_life, "repeated")
        numbers = {"miss": np.sqrt(np.mean(miss**2)), "last": last}
        return Drawing(lines | points, numbers)

    def words(now):
        return (
            f"With a half-life of {plain(now.half_life)} h at the transporter the curves miss the "
            f"five later scans by {now.miss:.1f} percentage points (root mean square). For "
            f"{hours['repeated'][-1]:.0f} h after the last dose they say {now.last:.0f} %; the "
            f"scan found {points['repeated'].y[-1]:g} %."
        )

    return Lab(
        title="Duloxetine: how long the block lasts",
        kind="measured + model",
        controls=[
            Slider(
                "half_life", "Half-life at the transporter", 4, 72, plasma, "h", scale="log",
                stops={f"as in the blood, {plasma:g} h": plasma},
            )
        ],
        series=[
            Line("single line", "one dose", SERT, 0.5, "bottom left", rows=5),
            Line("repeated line", "daily doses", DAILY, 0.3, "top right", rows=5),
            Points("single", "scans, one dose", SERT),
            Points("repeated", "scans, daily doses", DAILY, size=14),
        ],
        x=Axis("Hours since last dose", 0, 96, unit="h", digits=0, ticks=(0, 24, 48, 72, 96)),
        y=OCCUPANCY,
        draw=draw,
        words=words,
        limits={
            "Measured": "Six means of brain scans after 60 mg (Takano 2006); the half-life in the "
            "blood is the label's.",
            "Assumed": "The curves start at the first scan. The odds of occupancy fall by half in "
            "each half-life; repeated doses came once a day; the highest occupancy is "
            f"{100 * maximum:g} %, fitted to the same scans.",
            "Left out": "Why the block outlasts the level: slow leaving of the brain is one idea.",
        },
        sources=lambda: evidence.sources({"takano2006", "duloxetine-capsules-label"}),
    )  # fmt: skip


def block_duration():
    """Naltrexone at the mu receptor: what the doses in a label say about its half-life there."""
    rows = evidence.naltrexone_trials(topic="blockade")
    doses = rows["id"].str.extract(r"(\d+)mg")[0].to_numpy(float)
    lasted = rows["estimate"].to_numpy(float)
    text = [
        f"one tablet dose of {dose:g} mg: about {hours:g} h, {evidence.cite(row)}"
        for dose, hours, (_, row) in zip(doses, lasted, rows.iterrows(), strict=True)
    ]
    grid = np.linspace(doses[0], 160, 111)
    drug, child = half_life("naltrexone"), half_life("6beta-naltrexol")

    def model(dose, half_life):
        gained = blocked_hours(dose, half_life_h=half_life)
        first = blocked_hours(doses[0], half_life_h=half_life)
        return np.round(
            lasted[0] + gained - first, 9
        )  # 53.5 must not read 53 here and 54 elsewhere

    def draw(half_life):
        said = model(doses, half_life)
        miss = np.sqrt(np.mean((said - lasted)[1:] ** 2))
        series = {
            "model": Data(grid, model(grid, half_life)),
            "label": Data(doses, lasted, text=text),
        }
        return Drawing(series, {"miss": miss, "two": said[1], "three": said[2]})

    def words(now):
        return (
            f"With a half-life of {plain(now.half_life)} h at the receptor, twice the dose should "
            f"block for {now.two:.0f} h and three times the dose for {now.three:.0f} h. The label "
            f"says {lasted[1]:g} and {lasted[2]:g} h: {now.miss:.0f} h off (root mean square)."
        )

    stops = {f"drug in blood, {drug:g} h": drug, f"metabolite, {child:g} h": child}
    return Lab(
        title="Naltrexone: how long the block lasts",
        kind="measured + model",
        controls=[
            Slider("half_life", "Half-life at the receptor", 2, 48, drug, "h", "log", stops=stops)
        ],
        series=[
            Line("model", "model", MOR, 0.6, "bottom right", rows=5),
            Points("label", "the label", MOR),
        ],
        x=Axis("Dose taken (mg)", 40, 160, unit="mg", digits=0, ticks=(50, 100, 150)),
        y=Axis(
            "Hours that the block lasted", 0, 108, unit="h", digits=0, ticks=(0, 24, 48, 72, 96)
        ),
        draw=draw,
        words=words,
        limits={
            "Measured": "How long three tablet doses blocked a test injection of an opioid in "
            "volunteers, as the US label says it: three round numbers.",
            "Assumed": "The curve starts at the first dose. Twice the dose starts one half-life "
            "higher, so its block lasts one half-life longer.",
            "Left out": "Differences between people. A block that lasts this long on average "
            "protects nobody for sure; lesson 8 begins with its safety card.",
        },
        sources=lambda: evidence.sources(set(rows["source"]) | {"naltrexone-tablets-label"}),
    )


STUDIES = {"paroxetine": 20.0, "escitalopram": 10.0}


def paroxetine_steady_state():
    """One dose against daily doses of two drugs: whether what is left simply adds up."""
    single = {drug: scans(drug, dose, "single") for drug, dose in STUDIES.items()}
    daily = {drug: scans(drug, dose, "repeated") for drug, dose in STUDIES.items()}
    one = {drug: dots(rows, rows["hours_after_dose_low"].to_numpy(float))
           for drug, rows in single.items()}  # fmt: skip
    many = {drug: _daily_dots(rows) for drug, rows in daily.items()}
    grid = np.linspace(STARTS_H, 60, 113)

    def draw(drug, half_life):
        start_h, start = one[drug].x[0], one[drug].y[0]

        def model(time, daily):
            return course(time, start_h, start, half_life, daily)

        numbers = {
            "late": model(one[drug].x[-1], False),
            "top": model(start_h, True),
            "end": model(many[drug].x[-1], True),
        }
        series = {
            "single line": Data(grid, model(grid, False)),
            "daily line": Data(grid, model(grid, True)),
            "single": one[drug],
            "daily": many[drug],
        }
        return Drawing(series, numbers)

    def words(now):
        head = f"{now.drug.capitalize()}, half-life at the transporter {plain(now.half_life)} h. "
        found, late = many[now.drug].y, one[now.drug]
        if now.drug == "paroxetine":
            return head + (
                f"{late.x[-1]:g} h after one dose the curve says {now.late:.0f} %, the scan "
                f"{late.y[-1]:g} %. Daily doses that only add up reach {now.top:.0f} % at most; "
                f"the scan found {found[0]:g} %."
            )
        return head + (
            f"Daily doses that only add up reach {now.top:.0f} %, and {now.end:.0f} % are left "
            f"54 h after the last; the scans found {found[0]:g} and {found[1]:g} %."
        )

    names = {drug: f"{drug} {dose:g} mg" for drug, dose in STUDIES.items()}
    return Lab(
        title="One dose, then daily doses: does it simply add up?",
        kind="measured + model",
        controls=[
            Slider("half_life", "Half-life at the transporter", 6, 120, 24, "h", scale="log"),
            Choice("drug", "Measured in people", names, "paroxetine"),
        ],
        series=[
            Line("single line", "one dose", SERT, 0.75, "bottom left", ghost=False, rows=5),
            Line("daily line", "daily doses", DAILY, 0.35, "top right", ghost=False, rows=5),
            Points("single", "scans, one dose", SERT),
            Points("daily", "scans, daily doses", DAILY, size=14),
        ],
        x=Axis("Hours since last dose", 0, 60, unit="h", digits=0, ticks=(0, 12, 24, 36, 48, 60)),
        y=OCCUPANCY,
        draw=draw,
        words=words,
        limits={
            "Measured": "Means of small groups. The daily scan of paroxetine comes from another "
            "study, in people with depression; its hour is not stated, so its bar spans a day.",
            "Assumed": "The curves start at the first scan after one dose. Daily doses add up as "
            "they do for a drug whose removal never slows; full occupancy is possible.",
            "Left out": "That the way out for paroxetine can fill up. It is not drawn, since the "
            "ledger has no constants for it with a source.",
        },
        sources=lambda: evidence.sources(
            {key for part in (single, daily) for rows in part.values() for key in rows["source"]}
            | {"actapsychiatr1989"}
        ),
    )


def _daily_dots(rows):
    """Scans after daily doses; one whose hour is not stated spans the day."""
    known = rows["hours_after_dose_low"].notna().to_numpy()
    hours = rows["hours_after_dose_low"].fillna(EVERY_H / 2).to_numpy(float)
    return replace(dots(rows, hours), error_x=np.where(known, np.nan, EVERY_H / 2))
