"""The needs score: a proxy means test fitted on a survey and applied to every family."""

from pedekate.scoring.model import ScoreModel, design, fit, score
from pedekate.scoring.validation import Validation, validate

__all__ = ["ScoreModel", "Validation", "design", "fit", "score", "validate"]
