"""A question of the tests' own, so that no test has to follow the words of a lesson."""

from kit.lesson.prediction import Predicted, Prediction
from kit.lesson.question import Question

NAME = "own-seats"
SEATS = {
    "kind": "choice",
    "ask": "A drug takes 80 of 100 seats at 10 mg. How many at 20 mg?",
    "because": "Why?",
    "option": [
        {"id": "odds", "text": "about 89 seats", "right": True, "why": "Odds are the easy way."},
        {
            "id": "all",
            "text": "all 100 seats",
            "misconception": "X6",
            "why": "Free seats run out.",
            "show": {"set": {"dose": 40}},
        },
        {"id": "same", "text": "still 80 seats", "misconception": "X6", "why": "Some are free."},
        {"id": "twice", "text": "160 seats", "misconception": "X6", "why": "There are but 100."},
    ],
}
ASK = "from tests.browser import own\nown.asked()"
PREDICT = "from kit import labs\nfrom tests.browser import own\nown.covering(labs.dose_occupancy())"


def asked():
    """The question alone."""
    return Question(NAME, SEATS)


def covering(lab):
    """The question over a covered lab."""
    return Prediction(Predicted(NAME, SEATS, lab))
