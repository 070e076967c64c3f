class ExportRefused(ValueError):
    """The course cannot be carried as it is. Its text says where and what to do."""
