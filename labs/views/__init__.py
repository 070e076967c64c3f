from labs.views.desk import again, desk
from labs.views.front import front, index, trial
from labs.views.uploads import preview, upload, uploads

__all__ = ["again", "desk", "front", "index", "preview", "trial", "upload", "uploads"]
