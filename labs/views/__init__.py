from labs.views.desk import again, desk
from labs.views.front import front, index, trial

__all__ = ["again", "desk", "front", "index", "trial"]
