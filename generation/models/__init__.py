from generation.models.artifact import Artifact, production_storage
from generation.models.brand import BrandKit
from generation.models.event import Event, EventKind
from generation.models.lexicon import Pronunciation
from generation.models.narration import NarrationChoice, Wording
from generation.models.piece import PieceWork
from generation.models.preview import Preview
from generation.models.production import CANCELLED, DOING, SENT_BACK, Priority, Production, StageRun
from generation.models.proposal import Decision, Proposal, ProposalRun, RunState
from generation.models.record import ClipRecord, RecordKind, RecordState
from generation.models.review import Approval, Mend, PassageApproval, ReviewNote
from generation.models.sound import SoundKit
from generation.models.state import MADE, UNFINISHED, State

__all__ = [
    "CANCELLED",
    "DOING",
    "MADE",
    "SENT_BACK",
    "UNFINISHED",
    "Approval",
    "Artifact",
    "ClipRecord",
    "BrandKit",
    "Decision",
    "Event",
    "EventKind",
    "Mend",
    "PassageApproval",
    "NarrationChoice",
    "PieceWork",
    "Priority",
    "Preview",
    "Production",
    "Pronunciation",
    "Proposal",
    "ProposalRun",
    "RecordKind",
    "RecordState",
    "ReviewNote",
    "RunState",
    "SoundKit",
    "StageRun",
    "State",
    "Wording",
    "production_storage",
]
