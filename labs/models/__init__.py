from labs.models.decision import Decision, Verdict
from labs.models.lab import Lab
from labs.models.output import Output, OutputState, Source
from labs.models.own_test import OwnTest
from labs.models.run import Run, Submission
from labs.models.studio import LabSettings
from labs.models.upload import Draft, Upload

__all__ = [
    "Decision",
    "Draft",
    "Lab",
    "LabSettings",
    "Output",
    "OutputState",
    "OwnTest",
    "Run",
    "Source",
    "Submission",
    "Upload",
    "Verdict",
]
