from labs.models.lab import Lab
from labs.models.run import Run, Submission
from labs.models.studio import LabSettings

__all__ = ["Lab", "LabSettings", "Run", "Submission"]
