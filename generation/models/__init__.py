from generation.models.artifact import Artifact, production_storage
from generation.models.event import Event, EventKind
from generation.models.lexicon import Pronunciation
from generation.models.production import (
    CANCELLED,
    DOING,
    MADE,
    SENT_BACK,
    UNFINISHED,
    Production,
    StageRun,
    State,
)
from generation.models.proposal import Decision, Proposal, ProposalRun, RunState
from generation.models.review import Approval, Mend, PassageApproval, ReviewNote

__all__ = [
    "CANCELLED",
    "DOING",
    "MADE",
    "SENT_BACK",
    "UNFINISHED",
    "Approval",
    "Artifact",
    "Decision",
    "Event",
    "EventKind",
    "Mend",
    "PassageApproval",
    "Production",
    "Pronunciation",
    "Proposal",
    "ProposalRun",
    "ReviewNote",
    "RunState",
    "StageRun",
    "State",
    "production_storage",
]
