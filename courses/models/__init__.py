from courses.models.calibration import Calibration, ItemDifficulty
from courses.models.change import Change, ChangedQuestion
from courses.models.clip import Clip
from courses.models.competency import Competency, ModuleCompetency
from courses.models.evidence import Evidence, EvidenceKind
from courses.models.feed import PodcastFeed
from courses.models.feedback import ErrorReport, Rating
from courses.models.jotting import Jotting
from courses.models.media import MediaFile, MediaKind, MediaSet
from courses.models.module import KeyPoint, ModulePage, Term
from courses.models.pages import CataloguePage, CoursePage, HomePage
from courses.models.path import LearningPath, PathChoice
from courses.models.progress import Attempt, Enrolment, StepSeen
from courses.models.review import ContentReviewTask, RightsCheckTask
from courses.models.spoken import SpokenSeconds
from courses.models.story import Character
from courses.models.waiver import ShareWaiver

__all__ = [
    "Attempt",
    "Calibration",
    "CataloguePage",
    "Change",
    "ChangedQuestion",
    "Character",
    "Clip",
    "Competency",
    "ContentReviewTask",
    "CoursePage",
    "Enrolment",
    "ErrorReport",
    "Evidence",
    "EvidenceKind",
    "HomePage",
    "ItemDifficulty",
    "Jotting",
    "KeyPoint",
    "LearningPath",
    "MediaFile",
    "MediaKind",
    "MediaSet",
    "ModuleCompetency",
    "ModulePage",
    "PathChoice",
    "PodcastFeed",
    "Rating",
    "RightsCheckTask",
    "ShareWaiver",
    "SpokenSeconds",
    "StepSeen",
    "Term",
]
