from labs.models.comparison import Comparison, Judgement
from labs.models.credential import CredentialReading
from labs.models.decision import Decision, Verdict
from labs.models.lab import Lab
from labs.models.library import LibraryTag, PromptReview, Reuse, SavedPrompt, TaggedPrompt
from labs.models.output import Output, OutputState, Source
from labs.models.own_test import OwnTest
from labs.models.peer_review import Dispute, Review, ReviewRequest, ReviewState
from labs.models.project import Project
from labs.models.run import Run, Submission
from labs.models.selection import Selection
from labs.models.studio import LabSettings
from labs.models.training import Training, TrainingState
from labs.models.upload import Draft, Upload

__all__ = [
    "Comparison",
    "CredentialReading",
    "Decision",
    "Dispute",
    "Draft",
    "Judgement",
    "Lab",
    "LabSettings",
    "LibraryTag",
    "Output",
    "OutputState",
    "OwnTest",
    "Project",
    "PromptReview",
    "Reuse",
    "Review",
    "ReviewRequest",
    "ReviewState",
    "Run",
    "SavedPrompt",
    "Selection",
    "Source",
    "Submission",
    "TaggedPrompt",
    "Training",
    "TrainingState",
    "Upload",
    "Verdict",
]
