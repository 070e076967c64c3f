"""One small file per engine: the only place where vendor libraries are imported."""
