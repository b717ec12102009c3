"""The lesson kit: commit to an answer, see, read why."""

from kit.lesson.question import Prediction, Question, ask, predict, quiz, safety

__all__ = ["Prediction", "Question", "ask", "predict", "quiz", "safety"]
