"""What a mastery model is worth as arithmetic: each answer of a public log, predicted from those before."""
