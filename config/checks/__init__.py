"""What would fail later, said at start. A value that cannot even be read is refused by config.environment."""

from config.checks import badges, deployment, engines, language, places, provenance, tables

__all__ = ["badges", "deployment", "engines", "language", "places", "provenance", "tables"]
