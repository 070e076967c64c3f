from gamification.views.moved import moved

__all__ = ["moved"]
